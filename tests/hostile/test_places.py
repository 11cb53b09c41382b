"""Where a command is told to put things: outside, through links, where no import leads."""

from pathlib import Path

import pytest

from tests.support.foreign_repositories import NEXT_APP_V4
from tests.support.function_projects import project
from tests.support.hostile import PYTHON_APP, run, write

ADD = ("add-function", "send-receipt", "--event", "a/c")


def make(root: Path, files: dict[str, str]) -> Path:
    root.mkdir()
    return write(root, {**files})


def tree(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("spelling", ["{0}", "{0}/", "./{0}", "{1}/{0}", "{1}//{0}/."])
def test_a_place_is_the_same_in_every_spelling(tmp_path: Path, spelling: str) -> None:
    root = make(tmp_path / "app", NEXT_APP_V4)
    (tmp_path / "link").symlink_to(root)

    def place(path: str, top: Path = root) -> str:
        return spelling.format(path, top)

    done = run(
        *ADD, "--functions-dir", place("lib/inngest/functions"),
        "--client", place("lib/inngest/client.ts").rstrip("/."),
        "--registry", place("app/api/inngest/route.ts").rstrip("/."), cwd=root,
    )  # fmt: skip
    assert done.code == 0, done.err
    assert (root / "lib/inngest/functions/send-receipt.ts").is_file()
    route = (root / "app/api/inngest/route.ts").read_text()
    assert 'from "@/lib/inngest/functions/send-receipt"' in route


def test_a_place_below_a_link_to_the_project(tmp_path: Path) -> None:
    root = make(tmp_path / "app", NEXT_APP_V4)
    (tmp_path / "link").symlink_to(root)
    for top, cwd in ((root, tmp_path / "link"), (tmp_path / "link", tmp_path / "link")):
        done = run(*ADD, "--dry-run", "--functions-dir", top / "lib/inngest/functions", cwd=cwd)
        assert done.code == 0, done.err
        assert "+++ b/lib/inngest/functions/send-receipt.ts" in done.out


@pytest.mark.parametrize("option", ["--functions-dir", "--client", "--registry"])
@pytest.mark.parametrize(
    "place",
    [
        "/", "/etc", "/etc/passwd", "..", "../x", "x/../../y", "", " ", ".git", ".git/hooks",
        "a/.git/x", "{root}/../x", "a\nb", "a\x1b[2J", 'a"; evil(); "', "a'b", "a`b",
        "a\\b", "C:\\x", "a*b", "\udc80",
    ],
)  # fmt: skip
def test_a_place_that_is_none(tmp_path: Path, option: str, place: str) -> None:
    root = make(tmp_path / "app", NEXT_APP_V4)
    before = tree(tmp_path)
    done = run(*ADD, option, place.replace("{root}", str(root)), cwd=root)
    assert done.code == 2
    assert done.err.startswith(f"error: `{option} ")
    assert tree(tmp_path) == before


@pytest.mark.parametrize(
    ("folder", "part", "better"),
    [
        ("app/my-jobs", "my-jobs", "app/my_jobs"),
        ("my-jobs", "my-jobs", "my_jobs"),
        ("app/class", "class", "app/class_jobs"),
        ("app/None", "None", "app/none"),
        ("app/2x", "2x", "app/x"),
        ("app/a b/c", "a b", "app/a_b/c"),
        ("app/my.jobs", "my.jobs", "app/my_jobs"),
        ("app/---", "---", "app/jobs"),
    ],
)
def test_a_folder_that_python_cannot_import_from(
    tmp_path: Path, folder: str, part: str, better: str
) -> None:
    root = make(tmp_path / "app", PYTHON_APP)
    before = tree(tmp_path)
    done = run(*ADD, "--functions-dir", folder, cwd=root)
    assert (done.code, done.err.splitlines()) == (
        2,
        [
            f"error: `{folder}`: Python cannot import from a folder called `{part}`",
            f"hint: name another one: `--functions-dir {better}`",
        ],
    )
    assert tree(tmp_path) == before


def test_a_folder_above_the_package_may_have_any_name(tmp_path: Path) -> None:
    files = {f"services/my-api/{path}": text for path, text in PYTHON_APP.items()}
    root = make(tmp_path / "app", files)
    done = run(*ADD, "--functions-dir", "services/my-api/app/fns", cwd=root)
    assert done.code == 0, done.err
    main = (root / "services/my-api/app/main.py").read_text()
    assert "from app.fns.send_receipt import send_receipt" in main


@pytest.mark.parametrize(
    "answer", ["client_path", "registry_path", "events_path", "functions_path", "tests_path"]
)
@pytest.mark.parametrize("place", ["/etc/cron.d", "../../x", "'a\"; evil(); \"'", "[1, 2]", ".git"])
def test_a_place_in_the_answers(tmp_path: Path, answer: str, place: str) -> None:
    root = project(tmp_path / "shop", "nextjs-v4").root
    answers = root / ".copier-answers.yml"
    lines = [line for line in answers.read_text().splitlines() if not line.startswith(answer)]
    answers.write_text("\n".join([*lines, f"{answer}: {place}", ""]))
    before = tree(tmp_path)
    done = run(*ADD, cwd=root)
    assert done.code == 2, done.out
    assert tree(tmp_path) == before
