"""Our own code as syntax: each module is read once, whoever asks."""

import ast
import functools
from pathlib import Path

import scaffold

PACKAGE = Path(scaffold.__file__).parent


@functools.cache
def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    """Return all that stands in a module."""
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
