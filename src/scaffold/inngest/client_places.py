"""Where a project's clients are made, and how other files import them."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from scaffold.code.bindings import Origin, resolve_binding
from scaffold.code.outline import Binding, Body, CallSite
from scaffold.code.spans import holds
from scaffold.inngest.clients import is_client
from scaffold.inngest.codebase import Codebase
from scaffold.syntax.language import LanguageName


class LocatedClient(NamedTuple):
    """An Inngest client, and how other files import it.

    `symbol` is the exported name, the local one for a default export; `exported` is empty for a
    client that no other file can import. `used_as` is how it is said, where that is more than its
    name: `getInngest()`.
    """

    path: str
    symbol: str
    exported: Literal["named", "default", ""]
    language: LanguageName
    used_as: str = ""

    @property
    def default(self) -> bool:
        """Whether it is imported without braces."""
        return self.exported == "default"


class HiddenClient(NamedTuple):
    """A client that is made where no other file can reach it: `inside` a class, for one."""

    path: str
    line: int
    inside: str
    language: LanguageName


def find_clients(project: Codebase) -> list[LocatedClient]:
    """Return the clients that other files can import; those that none can, when there are none."""
    found: dict[tuple[str, str], LocatedClient] = {}
    for site in project.clients:
        for binding in _held_by(site, project):
            for client in _as_imported(binding, project):
                found.setdefault((client.path, client.symbol), client)
    usable = [client for client in found.values() if client.exported]
    return sorted(
        usable or found.values(), key=lambda client: (client.path.count("/"), client.path)
    )


def hidden_clients(project: Codebase) -> list[HiddenClient]:
    """Return the clients that are made inside a class, a function or an object."""
    return [
        HiddenClient(
            site.outline.path, site.line, _surrounding(site.body), _language(site.outline.path)
        )
        for site in project.clients
        if not any(_held_by(site, project))
    ]


def _surrounding(body: Body) -> str:
    if body.kind == "module":
        return "an object"
    if body.kind == "class":
        return "a class"
    return "a method" if body.is_method else "a function"


def _held_by(site: CallSite, project: Codebase) -> Iterator[Binding]:
    """Yield the names at the top of modules that hold the client made here."""
    if site.body.kind == "module":
        yield from _named_at_top(site)
        return
    makers: list[Body] = []
    body: Body | None = site.body
    while body is not None and body.kind == "function":
        makers.append(body)
        body = body.parent
    for maker in makers:
        for call in project.calls_of(maker):
            if is_client(Origin("call", site=call, outline=call.outline), project):
                # Of `export const f = client().createFunction(…)`, the name is a function's.
                for binding in _named_at_top(call):
                    if is_client(resolve_binding(binding), project):
                        yield binding
    # What a function around it is given to may hand it on: `const bus = once(() => …)()`.
    for call in site.outline.module.calls:
        if any(holds(call, maker) for maker in makers):
            continue
        for binding in _named_at_top(call):
            if is_client(resolve_binding(binding), project) and _leads_to(call, makers):
                yield binding


def _leads_to(call: CallSite, makers: list[Body]) -> bool:
    """Whether a call is of a name of its file that one of these functions is bound to."""
    root = call.root if not call.attrs else None
    binding = call.body.lookup(root, call.start) if root is not None else None
    value = binding.initial if binding is not None else None
    return value is not None and any(holds(value, maker) for maker in makers)


def _named_at_top(site: CallSite) -> Iterator[Binding]:
    """Yield the name that a module gives to a value, which may be one of several choices."""
    if site.body.kind != "module" or site.use in ("property", "element"):
        return
    module = site.outline.module
    for binding in module.bindings.values():
        if binding.initial is not None and not binding.path and holds(binding.initial, site):
            yield binding
            return
    for write in module.mutations:
        binding_ = module.bindings.get(write.name)
        if binding_ is not None and not write.attrs and holds(write, site):
            yield binding_
            return


def _as_imported(binding: Binding, project: Codebase) -> Iterator[LocatedClient]:
    path, local = binding.body.outline.path, binding.name
    if _language(path) == "python":
        yield LocatedClient(path, local, "named", "python")
        return
    own = project.modules.exports(path).own
    exported = [each for each, name in own.items() if name == local]
    named = [each for each in exported if each != "default"]
    if named:
        symbol = local if local in named else named[0]
        yield LocatedClient(path, symbol, "named", "typescript")
    elif exported:
        symbol = local if local != "default" else "inngest"
        yield LocatedClient(path, symbol, "default", "typescript")
    else:
        yield LocatedClient(path, local, "", "typescript")


def _language(path: str) -> LanguageName:
    return "python" if path.endswith(".py") else "typescript"
