"""The folders that hold a repository's functions, and how a new function's file is named there."""

import posixpath
from collections import Counter
from dataclasses import dataclass
from typing import Literal

from scaffold.inngest.event_forms import called, walk
from scaffold.inngest.locate_clients import program_files
from scaffold.names import FunctionName
from scaffold.syntax.files import Files
from scaffold.syntax.language import LanguageName, language_of
from scaffold.syntax.modules import Modules
from scaffold.syntax.source import Source

Naming = Literal["kebab-case", "camelCase", "PascalCase", "snake_case"]


@dataclass(frozen=True)
class FunctionsFolder:
    """A folder that holds functions; `shared` is the one file that holds them all, if it does."""

    path: str
    files: tuple[str, ...]
    functions: int
    naming: Naming
    ending: str  # `.ts`, or what the names have in common: `.function.ts`
    shared: str | None
    language: LanguageName

    def file_for(self, name: FunctionName) -> str:
        """Return the path of a new function's file, named as the others are."""
        stem = {
            "kebab-case": name.id,
            "camelCase": name.camel,
            "PascalCase": name.pascal,
            "snake_case": name.snake,
        }[self.naming]
        return posixpath.join(self.path, stem + self.ending)


def find_folders(files: Files, modules: Modules | None = None) -> list[FunctionsFolder]:
    """Return the folders that hold functions, the one with the most first."""
    modules = modules or Modules(files)
    counts: dict[str, int] = {}
    for path, content in program_files(files):
        if b"createFunction(" in content or b"create_function(" in content:
            source = modules.source(path)
            number = _function_count(source) if source is not None else 0
            if number:
                counts[path] = number
    by_folder: dict[tuple[str, str], list[str]] = {}
    for path in sorted(counts):
        language = language_of(path)
        if language is not None:
            by_folder.setdefault((posixpath.dirname(path), language.name), []).append(path)
    folders = [_folder(files, paths, counts) for paths in by_folder.values()]
    return sorted(folders, key=lambda folder: (-folder.functions, folder.path))


def _function_count(source: Source) -> int:
    method = "create_function" if source.language.name == "python" else "createFunction"
    return sum(
        1
        for node in walk(source.root)
        if node.type in ("call", "call_expression")
        and called(source, node)[0].rpartition(".")[2] == method
    )


def _folder(files: Files, paths: list[str], counts: dict[str, int]) -> FunctionsFolder:
    language = language_of(paths[0])
    folder = posixpath.dirname(paths[0])
    shared = paths[0] if len(paths) == 1 and counts[paths[0]] > 1 else None
    return FunctionsFolder(
        folder,
        tuple(paths),
        sum(counts[path] for path in paths),
        _naming(files, folder, paths),
        _ending(paths),
        shared,
        language.name if language is not None else "typescript",
    )


def _ending(paths: list[str]) -> str:
    names = [posixpath.basename(path) for path in paths]
    suffix = Counter(posixpath.splitext(name)[1] for name in names).most_common(1)[0][0]
    infixes = {name.split(".", 1)[1] for name in names if not name.startswith("index.")}
    # JSX is rarely what a new function needs: only where every function has it.
    if suffix == ".tsx" and any(name.endswith(".ts") for name in names):
        suffix = ".ts"
    return f".{infixes.pop()}" if len(infixes) == 1 and len(names) > 1 else suffix


def _naming(files: Files, folder: str, paths: list[str]) -> Naming:
    """The case of the function files, else of the files beside them, else of all files."""
    suffix = posixpath.splitext(paths[0])[1]
    if suffix == ".py":
        return "snake_case"
    sources = [path for path in files.paths() if language_of(path) and not path.endswith(".py")]
    beside = [path for path in sources if posixpath.dirname(path) == folder]
    for group in (paths, beside, sources):
        cases = Counter(case for path in group if (case := _case(posixpath.basename(path))))
        if cases:
            return cases.most_common(1)[0][0]
    return "camelCase"


def _case(name: str) -> Naming | None:
    stem = name.split(".", 1)[0]
    if "-" in stem:
        return "kebab-case"
    if "_" in stem:
        return "snake_case"
    if stem[:1].isupper():
        return "PascalCase"
    return "camelCase" if stem != stem.lower() else None
