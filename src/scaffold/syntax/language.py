"""The languages we read, and their grammars, loaded only when a file needs them."""

from functools import cache
from importlib.machinery import PathFinder
from importlib.util import module_from_spec
from typing import Any, Literal, NamedTuple

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


class Language(NamedTuple):
    """A language as rules and editors see it; TSX is a second grammar, not a second language."""

    name: LanguageName
    grammar: str


def language_of(path: str) -> Language | None:
    """Return the language of a file by its suffix, None for files we do not read."""
    name = path.rpartition("/")[2]
    stem, dot, suffix = name.rpartition(".")
    found = _GRAMMARS.get(dot + suffix) if stem else None
    return Language(*found) if found else None


@cache
def parser(grammar: str) -> Parser:
    """Return the parser for a grammar name: `typescript`, `tsx` or `python`."""
    if grammar == "python":
        return Parser(Grammar(_binding("tree_sitter_python").language()))
    binding = _binding("tree_sitter_typescript")
    tsx = grammar == "tsx"
    return Parser(Grammar(binding.language_tsx() if tsx else binding.language_typescript()))


def _binding(package: str) -> Any:
    """Return the compiled part of a grammar package.

    The package itself also imports what finds its query files, which takes longer than a parse.
    """
    found = PathFinder.find_spec(package)
    folders = found.submodule_search_locations if found is not None else None
    spec = PathFinder.find_spec(f"{package}._binding", folders)
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError(f"no module named {package}._binding", name=package)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
