"""How facts cross files: names that a file imports, followed to where they come from."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol

from scaffold.inngest.bindings import Origin, resolve_callee, resolve_node
from scaffold.inngest.outline import Body, CallSite
from scaffold.syntax.tree import Node

if TYPE_CHECKING:
    from scaffold.inngest.facts import FileFacts

_DEPTH = 8


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


def calls_of(function: Body, file: "FileFacts") -> Iterator[CallSite]:
    """Yield the project's calls of a function that a module names, tests left out."""
    from scaffold.inngest.graph import Alone, Project, is_test
    from scaffold.syntax.language import language_of

    name, around = function.name, function.parent
    if name is None or around is None or around.kind != "module":
        return
    links = file.links
    files = [file]
    if isinstance(links, Project) and not isinstance(links, Alone):
        for path in sorted(links.modules.paths):
            language = language_of(path)
            if path == file.path or language is None or language.name != file.language:
                continue
            if not is_test(path) and name.encode() in (links.files.read(path) or b""):
                found = links.facts(path)
                if found is not None:
                    files.append(found)
    for each in files:
        for site in each.sites:
            if site.root is not None and callee(site, links).target is function:
                yield site
