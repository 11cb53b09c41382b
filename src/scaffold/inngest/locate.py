"""What a repository of any making looks like: its frameworks, and where its functions are.

Doubt is returned as data: more than one folder is a list, for the caller to ask about.
"""

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from scaffold.code.walk import outline
from scaffold.inngest.client_places import LocatedClient, find_clients
from scaffold.inngest.codebase import Codebase
from scaffold.inngest.endpoints import Endpoints
from scaffold.inngest.own_folders import is_named_for, pattern
from scaffold.inngest.sdk_modules import sdk_module
from scaffold.syntax.file_purpose import is_app_file
from scaffold.syntax.files import Files
from scaffold.syntax.imports import import_statements
from scaffold.syntax.language import LanguageName, language_of
from scaffold.syntax.modules import Modules
from scaffold.syntax.source import Source

Naming = Literal["kebab-case", "camelCase", "PascalCase", "snake_case"]


class FunctionsFolder(NamedTuple):
    """A folder that holds functions, and how their files are named."""

    path: str
    files: tuple[str, ...]
    functions: int
    naming: Naming
    ending: str
    """`.ts`, what the names have in common (`.function.ts`), or what a folder each holds
    (`/index.ts`, `/*.ts`)."""
    language: LanguageName


def find_frameworks(files: Files, modules: Modules | None = None) -> tuple[str, ...]:
    """Return the frameworks that functions are served through, by the SDK's adapters in use."""
    modules = modules or Modules(files)
    found: Counter[str] = Counter()
    for path, content in program_files(files):
        source = modules.source(path) if b"inngest" in content else None
        if source is None:
            continue
        parts = (sdk_module(each, source.language.name) for each in _imported(source))
        found.update({each.framework for each in parts if each is not None and each.is_adapter})
    return tuple(name for name, _ in found.most_common())


def find_folders(files: Files, modules: Modules | None = None) -> list[FunctionsFolder]:
    """Return the folders that hold functions, the one with the most first.

    Functions in a file that is an endpoint count for the folder a new file goes to instead.
    """
    modules = modules or Modules(files)
    counts: dict[str, int] = {}
    sources: list[str] = []
    for path, content in program_files(files):
        sources.append(path)
        if b"createFunction(" in content or b"create_function(" in content:
            source = modules.source(path)
            number = _function_count(source) if source is not None else 0
            if number:
                counts[path] = number
    places = _Places(files, modules, sources)
    by_folder: dict[tuple[str, str], list[str]] = {}
    for path in sorted(counts):
        language = language_of(path)
        if language is not None:
            by_folder.setdefault((places.folder(path), language.name), []).append(path)
    folders = [_folder(folder, paths, counts, places) for (folder, _), paths in by_folder.items()]
    folders = _with_a_folder_each(folders, places)
    return sorted(folders, key=lambda folder: (-folder.functions, folder.path))


def _with_a_folder_each(folders: list[FunctionsFolder], places: "_Places") -> list[FunctionsFolder]:
    """Take folders that hold one function each for the folder around them."""
    groups: dict[tuple[str, str], list[FunctionsFolder]] = {}
    for each in folders:
        if each.path and each.functions == 1 and posixpath.dirname(each.files[0]) == each.path:
            above = posixpath.dirname(each.path)
            groups.setdefault((above, pattern(each.files[0])), []).append(each)
    for (above, name), group in groups.items():
        flat = [each for each in folders if each.path == above]
        if len(group) < max(2, sum(len(each.files) for each in flat)):
            continue
        if 2 * sum(places.is_for_its_function(each.files[0]) for each in group) <= len(group):
            continue
        merged = [*group, *flat]
        suffix = posixpath.splitext(name)[1]
        own = [f"{each.path}{suffix}" for each in group]
        folders = [each for each in folders if each not in merged]
        folders.append(
            FunctionsFolder(
                above,
                tuple(path for each in merged for path in each.files),
                sum(each.functions for each in merged),
                _naming(own[0], own, [], places),
                f"/{name}",
                group[0].language,
            )
        )
    return folders


def program_files(files: Files) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of each source file of the app."""
    for path in sorted(files.paths()):
        if language_of(path) is not None and is_app_file(path):
            content = files.read(path)
            if content is not None:
                yield path, content


@dataclass
class _Places:
    """Where the file of a function beside another one goes."""

    files: Files
    modules: Modules
    sources: list[str]
    """Every source file of the app."""

    def __post_init__(self) -> None:
        self._endpoints = Endpoints(self.modules)

    def is_endpoint(self, path: str) -> bool:
        return self._endpoints.root(path) is not None

    def folder(self, path: str) -> str:
        """The folder of a file, for an endpoint that of the client, else one of our own name."""
        root = self._endpoints.root(path)
        if root is None:
            return posixpath.dirname(path)
        clients = [one.path for one in self._clients if not self.is_endpoint(one.path)]
        if clients:
            nearest = max(clients, key=lambda client: len(posixpath.commonprefix([client, path])))
            return posixpath.dirname(nearest)
        return posixpath.join(root, "inngest")

    def is_for_its_function(self, path: str) -> bool:
        """Whether the folder of a file has the name of the function in it."""
        folder = posixpath.dirname(path)
        return any(
            is_named_for(folder, each.id) or is_named_for(folder, each.symbol)
            for each in self._codebase.functions_in(path)
        )

    @cached_property
    def _codebase(self) -> Codebase:
        return Codebase(self.files, modules=self.modules)

    @cached_property
    def _clients(self) -> list[LocatedClient]:
        found = find_clients(self._codebase)
        return [one for one in found if one.exported and one.language == "typescript"]


def _function_count(source: Source) -> int:
    method = "create_function" if source.language.name == "python" else "createFunction"
    return sum((site.attrs or (site.root,))[-1] == method for site in outline(source).sites())


def _folder(
    folder: str, paths: list[str], counts: dict[str, int], places: _Places
) -> FunctionsFolder:
    language = language_of(paths[0])
    # A route is named for its address.
    own = [path for path in paths if not places.is_endpoint(path)]
    beside = [
        path
        for path in places.sources
        if posixpath.dirname(path) == folder and path.endswith(".py") == paths[0].endswith(".py")
    ]
    return FunctionsFolder(
        folder,
        tuple(paths),
        sum(counts[path] for path in paths),
        _naming(paths[0], own, beside, places),
        _ending(paths, own, beside),
        language.name if language is not None else "typescript",
    )


def _ending(paths: list[str], own: list[str], beside: list[str]) -> str:
    suffixes = Counter(posixpath.splitext(path)[1] for path in own or paths)
    suffix = suffixes.most_common(1)[0][0]
    # JSX is rarely what a new function needs: only where every function has it.
    if suffix == ".tsx" and (not own or ".ts" in suffixes):
        suffix = ".ts"
    infixes = {_infix(path) for path in own if not _is_index(path)}
    if len(own) > 1 and len(infixes) == 1:
        return infixes.pop() + suffix
    infixes = {_infix(path) for path in beside if not _is_index(path)}
    return infixes.pop() + suffix if len(infixes) == 1 and infixes <= _ROLES else suffix


# What the name of a file says of its role, where all files of a folder say it.
_ROLES = {".server", ".inngest", ".function", ".job"}


def _infix(path: str) -> str:
    """Return what stands between a file's name and its suffix: `.server`, or nothing."""
    _, dot, infix = posixpath.splitext(posixpath.basename(path))[0].partition(".")
    return dot + infix


def _is_index(path: str) -> bool:
    return posixpath.basename(path).startswith("index.")


def _naming(path: str, own: list[str], beside: list[str], places: _Places) -> Naming:
    """The case of the function files, else of the files beside them, else of all files."""
    if path.endswith(".py"):
        return "snake_case"
    files = places.files
    others = [each for each in places.sources if not each.endswith((".py", ".d.ts"))]
    for group in (own, beside, others):
        cases = Counter(
            case
            for each in group
            if (case := case_of(posixpath.basename(each)))
            and not (case == "PascalCase" and _is_named_for_a_class(files, each, each in own))
        )
        if cases:
            (first, most), *rest = cases.most_common(2)
            return first if not rest or rest[0][1] < most else "camelCase"
    return "camelCase"


def _is_named_for_a_class(files: Files, path: str, is_own: bool) -> bool:
    """Whether a file has the name of the class, model or component in it, and not of a function."""
    stem = posixpath.basename(path).split(".", 1)[0].encode()
    content = files.read(path) or b""
    if is_own:
        return re.search(rb"\bclass\s+%s\b" % re.escape(stem), content) is not None
    return path.endswith("x") or re.search(rb"\b%s\b" % re.escape(stem), content) is not None


def case_of(name: str) -> Naming | None:
    """Return the case that a file's name shows, None for one word in lower case."""
    stem = name.split(".", 1)[0]
    if "-" in stem:
        return "kebab-case"
    if "_" in stem:
        return "snake_case"
    if stem[:1].isupper():
        return "PascalCase"
    return "camelCase" if stem != stem.lower() else None


def _imported(source: Source) -> Iterator[str]:
    """Yield the modules that a file imports, Python's `from inngest import fast_api` included."""
    for each in import_statements(source):
        yield each.module
        if source.language.name == "python":
            yield from (f"{each.module}.{name.name}" for name in each.names)
