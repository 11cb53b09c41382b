"""The site of the docs: it builds, its links lead somewhere, its pictures are real."""

import functools
import http.server
import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest

from scaffold.rules import all_rules
from tests import pictures
from tests.support.paths import REPOSITORY

# The first test builds the site for all.
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("site")]

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
PHONE = 390  # CSS pixels: what is wider than this has to scroll in a box of its own
# Opens every page as a phone would, in turn, and says how wide its content is.
LOOK = """<!doctype html><title>waits</title><pre id="said"></pre>
<iframe id="page" style="width: {width}px; height: 844px; border: 0"></iframe>
<script>
const pages = {pages};
const frame = document.getElementById("page");
const said = [];
const next = () => {{
  const page = pages.shift();
  if (page === undefined) {{
    document.getElementById("said").textContent = JSON.stringify(said);
    document.title = "done";
    return;
  }}
  frame.onload = () => {{
    const inside = frame.contentDocument;
    const heading = inside.querySelector("h1")?.innerText ?? "";
    said.push([page, inside.documentElement.scrollWidth, heading]);
    next();
  }};
  frame.src = page;
}};
next();
</script>
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    built = tmp_path_factory.mktemp("site") / "site"
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(built)],
        cwd=REPOSITORY, capture_output=True, text=True,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return built


class Links(HTMLParser):
    """What a page leads to, and the places in it that others lead to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.anchors: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        for name in ("href", "src"):
            if given.get(name) and tag != "base":
                self.targets.append(given[name] or "")
        self.anchors |= {value for key in ("id", "name") if (value := given.get(key))}


def pages_of(site: Path) -> dict[str, Links]:
    return {
        page.relative_to(site).as_posix(): Links(page.read_text(encoding="utf-8"))
        for page in sorted(site.rglob("*.html"))
        if page.name != "404.html"
    }


def test_every_link_leads_somewhere(site: Path) -> None:
    pages = pages_of(site)
    broken = []
    for name, page in pages.items():
        for target in page.targets:
            whole, anchor = urldefrag(urljoin(f"https://site.test/{name}", target))
            parts = urlsplit(whole)
            if parts.netloc != "site.test":
                continue
            path = unquote(parts.path).lstrip("/")
            file = f"{path}index.html" if path.endswith("/") or not path else path
            there = (site / file).is_file()
            if not there or (
                anchor and file in pages and unquote(anchor) not in pages[file].anchors
            ):
                broken.append(f"{name}: {target}")
    assert broken == []


def test_nothing_is_fetched_from_elsewhere(site: Path) -> None:
    """A page that is read offline, or by somebody who is not to be seen, looks the same."""
    for page in sorted(site.rglob("*.html")):
        text = page.read_text(encoding="utf-8")
        assert not re.search(r'<(?:script|img|iframe)[^>]+src="https?:', text), page
        assert not re.search(
            r'<link[^>]+rel="(?:stylesheet|preconnect)"[^>]+href="https?:', text
        ), page


def test_each_rule_has_a_page_that_is_found(site: Path) -> None:
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    found = {entry["location"].split("#")[0] for entry in index["docs"]}
    assert {f"rules/{name}/" for name in all_rules()} <= found
    for name in all_rules():
        text = (site / "rules" / name / "index.html").read_text(encoding="utf-8")
        # In colour: the highlighter has told the words of the example apart.
        assert '<span class="k' in text, name


def test_the_picture_shows_what_the_hook_says() -> None:
    shown = _words(pictures.PICTURE.read_text(encoding="utf-8"))
    assert shown == _words(pictures.picture())
    assert "side-effect-outside-step" in shown
    assert "(silent: all is well)" in shown


def test_the_graph_is_that_of_a_project() -> None:
    guide = pictures.GUIDE.read_text(encoding="utf-8")
    assert pictures.with_graph(guide, pictures.graph()) == guide


def _words(svg: str) -> str:
    """The text of a picture: how it is drawn depends on the library's version."""
    found = re.findall(r"<text[^>]*>(.*?)</text>", svg)
    return " ".join(" ".join(found).replace("&#160;", " ").split())


@pytest.fixture
def served(site: Path) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
        pass


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: `apt install chromium`")
def test_each_page_fits_a_phone(site: Path, served: str, tmp_path: Path) -> None:
    assert CHROMIUM is not None
    pages = [f"/{name.removesuffix('index.html')}" for name in pages_of(site)]
    look = LOOK.format(width=PHONE, pages=json.dumps(pages))
    (site / "look.html").write_text(look, encoding="utf-8")
    command = [
        CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
        "--window-size=900,900", "--virtual-time-budget=120000", "--dump-dom",
        f"--user-data-dir={tmp_path}", f"{served}/look.html",
    ]  # fmt: skip
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=45)
    except subprocess.TimeoutExpired:  # at times it hangs as it starts, for ever
        done = subprocess.run(command, capture_output=True, text=True, timeout=100)
    (site / "look.html").unlink()
    said = re.search(r'<pre id="said">(.*?)</pre>', done.stdout, re.DOTALL)
    assert said is not None, done.stderr
    seen = json.loads(said[1].replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">"))
    assert len(seen) == len(pages_of(site))
    assert [(page, width) for page, width, _ in seen if width > PHONE] == []
    assert [page for page, _, heading in seen if not heading] == []
