"""How facts cross files: names that a file imports, followed to where they come from."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, Protocol

from scaffold.code.bindings import Origin, resolve_callee, resolve_node
from scaffold.code.outline import Body, CallSite, Outline
from scaffold.syntax.tree import Node

if TYPE_CHECKING:
    from scaffold.inngest.facts import FileFacts
    from scaffold.inngest.graph import Project

_DEPTH = 8
# An import of NAME, and its module, as TypeScript and as Python write it.
_IMPORTED = (
    rb"\bimport\b[^;'\"()]*\bNAME\b[^;'\"()]*\bfrom\s*['\"]([^'\"\n]+)"
    rb"|\bNAME\b[^{}'\"]*\}\s*=\s*(?:await\s+import|require)\s*\(\s*['\"]([^'\"\n]+)",
    rb"\bfrom\s+([\w.]+)\s+import\s*(?:\([^()]*\bNAME\b|[^\n(]*\bNAME\b)",
)
# What a framework calls, and nothing else does.
_SERVED = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE"})
_MOST_FILES = 200


class Links(Protocol):
    """Follows an import into the file it comes from."""

    def follow(self, origin: Origin) -> Origin | None:
        """Return where an imported thing comes from, None when its module is not the project's."""
        ...


class NoLinks:
    """The view of one file by itself: every import stays an import."""

    def follow(self, origin: Origin) -> Origin | None:
        return None


def settle(origin: Origin, links: Links) -> Origin:
    """Follow an origin through imports, as far as the project's own files go."""
    if origin.kind != "import":  # most are none
        return origin
    for _ in range(_DEPTH):
        if origin.kind != "import":
            break
        found = links.follow(origin)
        if found is None:
            break
        if found.binding is None and origin.binding is not None:
            found = found.bound(origin.binding)
        origin = found
    return origin


def callee(site: CallSite, links: Links) -> Origin:
    """Return what a call calls, through imports."""
    return settle(resolve_callee(site), links)


def value_of(body: Body, node: Node, links: Links, attrs: tuple[str, ...] = ()) -> Origin:
    """Return where an expression's value comes from, through imports."""
    return settle(resolve_node(body, node, attrs), links)


def facts_of(path: str, file: "FileFacts") -> "FileFacts | None":
    """Return the facts of a file of the same project, None when it may not be read."""
    from scaffold.inngest.graph import Project

    if path == file.path:
        return file
    return file.links.facts(path) if isinstance(file.links, Project) else None


def calls_of(function: Body, file: "FileFacts") -> tuple[CallSite, ...]:
    """Return the project's calls of a function that a module names, tests left out.

    `file` is any file of the project.
    """
    known: dict[Body, tuple[CallSite, ...]] = vars(file.links).setdefault("calls_of", {})
    if function not in known:
        known[function] = tuple(_calls_of(function, file))
    return known[function]


def _calls_of(function: Body, file: "FileFacts") -> Iterator[CallSite]:
    name, around = function.name, function.parent
    if name is None or around is None or around.kind != "module" or name in _SERVED:
        return
    outline, links = function.outline, file.links
    others = islice(_naming(name, outline, links), _MOST_FILES)
    for path in (outline.path, *others):
        each = facts_of(path, file)
        if each is None:
            continue
        word = re.escape(name.encode())
        aliases = re.findall(rb"\b" + word + rb"\s*(?:\bas\s|:)\s*(\w+)", each.source.content)
        names = b"|".join(dict.fromkeys([word, *aliases]))
        for site in each.outline.sites_at(re.compile(rb"\b(?:" + names + rb")\b")):
            if site.root is None:
                continue
            found = callee(site, links)
            if found.target is function and not found.attrs:
                yield site


def _naming(name: str, outline: Outline, links: Links) -> Iterator[str]:
    """Yield the other files of a project that may call a function of this name, in order."""
    from scaffold.inngest.graph import Alone, Project

    if not isinstance(links, Project) or isinstance(links, Alone):
        return
    known: dict[tuple[str, str], list[_Mention]] = vars(links).setdefault("mentions", {})
    key = name, outline.language
    if key not in known:
        known[key] = list(_mentions(name, outline.language, links))
    folder, _, stem = outline.path.rpartition(".")[0].rpartition("/")
    if stem in ("index", "__init__"):
        stem = folder.rpartition("/")[2]
    origin = links.modules.origin
    for each in known[key]:
        if each.path == outline.path:
            continue
        places = (
            origin(each.path, one, what) for one in each.modules for what in (name, "default")
        )
        if any(place is not None and place[0] == outline.path for place in places) or (
            each.is_member and stem.encode() in (links.files.read(each.path) or b"")
        ):
            yield each.path


class _Mention(NamedTuple):
    """A file that has a name: which modules it imports it from, and whether as an attribute."""

    path: str
    modules: tuple[str, ...]
    is_member: bool


def _mentions(name: str, language: str, links: "Project") -> Iterator[_Mention]:
    from scaffold.inngest.graph import is_test
    from scaffold.syntax.language import language_of

    plain, word = name.encode(), re.escape(name.encode())
    imported = re.compile(_IMPORTED[language == "python"].replace(b"NAME", word))
    member = re.compile(rb"\.\s*" + word + rb"\s*[(<]")
    for path in sorted(links.modules.paths):
        content = links.files.read(path)
        if content is None or plain not in content or is_test(path):
            continue
        found = language_of(path)
        if found is None or found.name != language:
            continue
        matches = imported.finditer(content)
        modules = {match[match.lastindex or 1].decode(): None for match in matches}
        is_member = member.search(content) is not None
        if modules or is_member:
            yield _Mention(path, tuple(modules), is_member)
