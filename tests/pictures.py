"""`python -m tests.pictures`: draw the pictures of the docs from what the commands really print."""

import io
import json
import re
import tempfile
from pathlib import Path

from rich.console import Console
from rich.text import Text

from tests.support.cli import scaffold
from tests.support.paths import REPOSITORY

PICTURE = REPOSITORY / "docs" / "picture.svg"
GUIDE = REPOSITORY / "docs" / "nextjs.md"
_GRAPH = re.compile(r"(?s)(<!-- graph:begin -->\n).*?(<!-- graph:end -->\n)")
_WIDTH = 96
_FUNCTION = "inngest/sendReceipt.ts"
_HANDLER = "  async ({ event, step }) => {\n"
_EDIT = "    const order = await fetch(`https://shop.example/orders/${event.data.orderId}`);\n"
_MENDED = """\
    const order = await step.run("load-order", async () => {
      const answer = await fetch(`https://shop.example/orders/${event.data.orderId}`);
      return (await answer.json()) as { total: number };
    });
"""


def picture() -> str:
    """Return an SVG: an agent's edit, what the hook answers, the edit that mends it."""
    with tempfile.TemporaryDirectory() as folder:
        root = _project(
            Path(folder), "send-receipt", "--event", "order/paid", "--data", "orderId:str"
        )
        console = Console(record=True, width=_WIDTH, file=io.StringIO(), force_terminal=True)
        file = root / _FUNCTION
        before = file.read_text()
        for title, added in (("the agent edits", _EDIT), ("the agent edits again", _MENDED)):
            file.write_text(before.replace(_HANDLER, _HANDLER + added))
            console.print(Text.assemble(("● ", "magenta"), (f"{title} {_FUNCTION}", "bold")))
            for line in added.splitlines():
                console.print(Text(f"  + {line}", "green"))
            console.print(Text("$ inngest-scaffold hook post-edit", "cyan"))
            given = json.dumps({"cwd": str(root), "tool_input": {"file_path": str(file)}})
            done = scaffold("hook", "post-edit", cwd=root, stdin=given)
            said = done.err or done.out
            console.print(
                Text(said.rstrip(), "red") if said else Text("(silent: all is well)", "dim")
            )
            console.print()
        return console.export_svg(title="a hook that knows Inngest", unique_id="picture")


def graph() -> str:
    """Return how events connect the functions of a sample project, as Mermaid."""
    with tempfile.TemporaryDirectory() as folder:
        root = _project(
            Path(folder), "welcome-user", "--event", "user/created", kind="cron,approval"
        )
        return f"```mermaid\n{scaffold('list', '--format', 'mermaid', cwd=root).out}```\n"


def with_graph(text: str, drawn: str) -> str:
    """Return the guide with the graph in its place."""
    return _GRAPH.sub(lambda match: f"{match[1]}{drawn}{match[2]}", text)


def _project(folder: Path, *function: str, kind: str = "none") -> Path:
    kinds = [word for one in kind.split(",") if one != "none" for word in ("--kind", one)]
    made = scaffold("new", "shop", "--defaults", "--no-git", *kinds, cwd=folder)
    added = scaffold("add-function", *function, cwd=folder / "shop")
    if made.code or added.code:
        raise RuntimeError(made.err + added.err)
    return folder / "shop"


if __name__ == "__main__":
    PICTURE.write_text(picture(), encoding="utf-8")
    GUIDE.write_text(with_graph(GUIDE.read_text(encoding="utf-8"), graph()), encoding="utf-8")
