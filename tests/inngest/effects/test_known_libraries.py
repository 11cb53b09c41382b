"""What is known of libraries, as people write it: the kind of each call, and by which words."""

from pathlib import Path

import pytest

from scaffold.inngest.effects.outside_steps import asked_of
from scaffold.inngest.effects.verdicts import Verdict, judge
from scaffold.inngest.file_facts import FileFacts
from scaffold.syntax.source import Source

TYPESCRIPT = """\
import {{ inngest }} from "./client";
{imports}
export const f = inngest.createFunction({{ id: "f" }}, {{ event: "a/b" }}, async ({{ deps }}) => {{
  {statement};
}});
"""
PYTHON = """\
import inngest
from app.client import client
{imports}

@client.create_function(fn_id="f", trigger=inngest.TriggerEvent(event="a/b"))
{prefix}def f(ctx):
    {statement}
"""


def verdict(language: str, imports: str, statement: str) -> Verdict:
    """Judge the last call of a chain in a handler's only statement."""
    if language == "typescript":
        text, path = TYPESCRIPT.format(imports=imports, statement=statement), "f.ts"
    else:
        prefix = "async " if "await " in statement else ""
        imports = imports.replace("; ", "\n")
        text, path = PYTHON.format(imports=imports, statement=statement, prefix=prefix), "f.py"
    source = Source.parse(path, text.encode())
    assert not source.is_damaged, text
    (function,) = FileFacts(source).functions
    first = min(asked_of(function.calls), key=lambda asked: asked.site.node.start_byte)
    return judge(first)


HERE = Path(__file__).parent


def table(language: str) -> list[list[str]]:
    """Return the rows of `<language>.txt`: the kind, the statement, what stands before it."""
    lines = (HERE / f"{language}.txt").read_text().splitlines()
    rows = [[*map(str.strip, line.split(" | ", 2)), ""] for line in lines if line[:1] not in "#"]
    return [[row[0].removesuffix("|").strip(), *row[1:3]] for row in rows]


@pytest.mark.parametrize(("kind", "statement", "imports"), table("typescript"))
def test_library_of_typescript(kind: str, statement: str, imports: str) -> None:
    found = verdict("typescript", imports, statement)
    assert found.kind == kind, found
    assert found.reason


@pytest.mark.parametrize(("kind", "statement", "imports"), table("python"))
def test_library_of_python(kind: str, statement: str, imports: str) -> None:
    found = verdict("python", imports, statement)
    assert found.kind == kind, found
    assert found.reason
