"""Who calls a function of a project: the files that name it, and the calls there."""

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple

from scaffold.code.links import Links, calls_in, is_called_by_name
from scaffold.code.outline import Body, CallSite, Outline
from scaffold.syntax.file_purpose import is_app_file
from scaffold.syntax.files import Files
from scaffold.syntax.language import language_of
from scaffold.syntax.modules import Modules

# An import of NAME, and its module, as TypeScript and as Python write it.
_IMPORTED = (
    rb"\bimport\b[^;'\"()]*\bNAME\b[^;'\"()]*\bfrom\s*['\"]([^'\"\n]+)"
    rb"|\bNAME\b[^{}'\"]*\}\s*=\s*(?:await\s+import|require)\s*\(\s*['\"]([^'\"\n]+)",
    rb"\bfrom\s+([\w.]+)\s+import\s*(?:\([^()]*\bNAME\b|[^\n(]*\bNAME\b)",
)
_MOST_FILES = 200


class _Mention(NamedTuple):
    """A file that has a name: which modules it imports it from, and whether as an attribute."""

    path: str
    modules: tuple[str, ...]
    is_member: bool


class Callers:
    """The calls of a project's functions, each function looked up once."""

    def __init__(
        self,
        files: Files,
        modules: Modules,
        links: Links,
        outline: Callable[[str], Outline | None],
        is_everywhere: Callable[[str], bool],
    ) -> None:
        self._files = files
        self._modules = modules
        self._links = links
        self._outline = outline
        self._is_everywhere = is_everywhere  # a framework imports what such a file exports
        self._calls: dict[Body, tuple[CallSite, ...]] = {}
        self._mentions: dict[tuple[str, str], list[_Mention]] = {}

    def of(self, function: Body) -> tuple[CallSite, ...]:
        """Return the calls of a function that a module names, tests left out."""
        if function not in self._calls:
            self._calls[function] = tuple(self._find(function))
        return self._calls[function]

    def _find(self, function: Body) -> Iterator[CallSite]:
        if function.name is None or not is_called_by_name(function):
            return
        for outline in self.naming(function.name, function.outline):
            yield from calls_in(outline, function, self._links)

    def naming(self, name: str, outline: Outline) -> Iterator[Outline]:
        """Yield a file, and the others that may name what it defines so, tests left out."""
        yield outline
        for path in islice(self._naming(name, outline), _MOST_FILES):
            found = self._outline(path)
            if found is not None:
                yield found

    def _naming(self, name: str, outline: Outline) -> Iterator[str]:
        """Yield the other files of a project that may call a function of this name, in order."""
        key = name, outline.language
        if key not in self._mentions:
            self._mentions[key] = list(self._mentioning(name, outline.language))
        folder, _, stem = outline.path.rpartition(".")[0].rpartition("/")
        if stem in ("index", "__init__"):
            stem = folder.rpartition("/")[2]
        origin = self._modules.origin
        is_everywhere = self._is_everywhere(outline.path)
        for each in self._mentions[key]:
            if each.path == outline.path:
                continue
            if is_everywhere:
                yield each.path
                continue
            places = (
                origin(each.path, one, what) for one in each.modules for what in (name, "default")
            )
            if any(place is not None and place[0] == outline.path for place in places) or (
                each.is_member and stem.encode() in (self._files.read(each.path) or b"")
            ):
                yield each.path

    def _mentioning(self, name: str, language: str) -> Iterator[_Mention]:
        plain, word = name.encode(), re.escape(name.encode())
        imported = re.compile(_IMPORTED[language == "python"].replace(b"NAME", word))
        member = re.compile(rb"(?:\.\s*|\[[\"'])" + word + rb"(?:[\"']\])?\s*[(<]")
        for path in sorted(self._modules.paths):
            content = self._files.read(path)
            if content is None or plain not in content or not is_app_file(path):
                continue
            found = language_of(path)
            if found is None or found.name != language:
                continue
            matches = imported.finditer(content)
            modules = {
                match[match.lastindex or 1].decode(errors="replace"): None for match in matches
            }
            yield _Mention(path, tuple(modules), member.search(content) is not None)
