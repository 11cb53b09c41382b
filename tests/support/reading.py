"""Code of both languages read into the neutral model, for tests."""

from textwrap import dedent

from scaffold.code.expressions import Expr
from scaffold.code.outline import Outline
from scaffold.code.walk import outline
from scaffold.syntax.source import Source

SUFFIX = {"typescript": "ts", "python": "py"}


def read(language: str, text: str, suffix: str = "") -> Outline:
    """Return the outline of a file's text, which must parse."""
    source = Source.parse(f"a.{suffix or SUFFIX[language]}", dedent(text).strip("\n").encode())
    assert not source.has_error, text
    return outline(source)


def expression(language: str, text: str, before: str = "") -> Expr:
    """Return one expression: what a variable is declared with."""
    start = "const it = " if language == "typescript" else "it = "
    (found,) = [
        each for each in read(language, f"{before}\n{start}{text}").module.declared()
        if each.name == "it"
    ]  # fmt: skip
    assert found.initial is not None
    return found.initial
