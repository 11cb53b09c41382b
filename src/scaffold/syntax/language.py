"""The languages we read, and their grammars, loaded only when a file needs them."""

from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath
from typing import Literal

from tree_sitter import Language as Grammar
from tree_sitter import Parser

LanguageName = Literal["typescript", "python"]

# `.tsx` and `.jsx` need the TSX grammar; `.ts` needs the other one, because `<T>x` casts differ.
# Plain JavaScript is read with the TSX grammar, which accepts JSX.
_GRAMMARS: dict[str, tuple[LanguageName, str]] = {
    ".ts": ("typescript", "typescript"),
    ".mts": ("typescript", "typescript"),
    ".cts": ("typescript", "typescript"),
    ".tsx": ("typescript", "tsx"),
    ".js": ("typescript", "tsx"),
    ".mjs": ("typescript", "tsx"),
    ".cjs": ("typescript", "tsx"),
    ".jsx": ("typescript", "tsx"),
    ".py": ("python", "python"),
}
SUFFIXES = frozenset(_GRAMMARS)


@dataclass(frozen=True)
class Language:
    """A language as rules and editors see it; TSX is a second grammar, not a second language."""

    name: LanguageName
    grammar: str


def language_of(path: str) -> Language | None:
    """Return the language of a file by its suffix, None for files we do not read."""
    found = _GRAMMARS.get(PurePosixPath(path).suffix)
    return Language(*found) if found else None


@cache
def parser(grammar: str) -> Parser:
    """Return the parser for a grammar name: `typescript`, `tsx` or `python`."""
    if grammar == "python":
        import tree_sitter_python

        return Parser(Grammar(tree_sitter_python.language()))
    import tree_sitter_typescript

    if grammar == "tsx":
        return Parser(Grammar(tree_sitter_typescript.language_tsx()))
    return Parser(Grammar(tree_sitter_typescript.language_typescript()))
