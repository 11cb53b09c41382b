"""The client of a repository that we did not make, or why a new function cannot import it."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NoReturn

from scaffold.code.definitions import exported_as
from scaffold.code.outline import CallSite
from scaffold.errors import ScaffoldError
from scaffold.functions.places import Places
from scaffold.inngest.client_places import LocatedClient, find_clients, hidden_clients
from scaffold.inngest.codebase import Codebase
from scaffold.inngest.registry.cycles import Cycle, path_between
from scaffold.inngest.registry.edit import Registry
from scaffold.inngest.registry.refusals import circular_refusal
from scaffold.shown import argument
from scaffold.syntax.imports import imports
from scaffold.syntax.modules import Modules


def client_of(project: Codebase, places: Places, registry: Registry) -> LocatedClient:
    """Return the client that functions import.

    Raises ScaffoldError, naming the place, for one that they cannot import.
    """
    modules = project.modules
    python = registry.serve_path.endswith(".py")
    found: Sequence[LocatedClient] = [
        one for one in find_clients(project) if (one.language == "python") == python
    ]
    beside = _as_neighbours_import(registry, project)
    if places.client is not None:
        path = places.client
        found = [one for one in found if one.path == path]
        beside = beside if beside is not None and beside.path == path else None
        if not found and beside is None:
            _refuse_hidden(project, python=path.endswith(".py"), only=path)
            raise no_client_in(path)
    found = served_among(found, registry, modules)
    if beside is not None and _is_better(beside, found, modules):
        return beside
    if not found:
        _refuse_none(project, python=python)
    if len(found) > 1:
        listed = ", ".join(f"`{one.symbol}` in `{one.path}`" for one in found)
        one_file = len({one.path for one in found}) == 1
        raise ScaffoldError(
            f"there are {len(found)} Inngest clients: {listed}",
            "keep one client per file"
            if one_file
            else f"name one: `--client {argument(found[0].path)}`",
            missing_flags=() if one_file else ("--client",),
        )
    client = found[0]
    if not client.exported:
        _refuse_unshared(registry, client, modules)
        raise ScaffoldError(
            f"the Inngest client `{client.symbol}` in `{client.path}` is not exported",
            "export it, so that the new function's file can import it",
        )
    return client


def served_among(
    found: Sequence[LocatedClient], registry: Registry, modules: Modules
) -> Sequence[LocatedClient]:
    """Return of several clients the one that `serve()` receives, all where it is none of them."""
    served = _served_client(registry, modules) if len(found) > 1 else None
    own = [one for one in found if served in ((one.path, one.symbol), (one.path, "*"))]
    return own or found


def no_client_in(path: str) -> ScaffoldError:
    """Return the error for a file that is named as the client's and makes none."""
    return ScaffoldError(
        f"`{path}` makes no Inngest client",
        "name the file that holds `new Inngest(…)`, or `inngest.Inngest(…)` in Python, with "
        "`--client PATH`",
    )


def _refuse_none(project: Codebase, *, python: bool) -> NoReturn:
    """Refuse a repository in which no module can import a client."""
    _refuse_hidden(project, python=python)
    model = 'export const inngest = new Inngest({ id: "my-app" })'
    if python:
        model = 'inngest_client = inngest.Inngest(app_id="my-app")'
    raise ScaffoldError(
        "there is no Inngest client: no file makes one",
        f"make one (`{model}`), or name its file with `--client PATH`",
        missing_flags=("--client",),
    )


def _is_better(beside: LocatedClient, found: Sequence[LocatedClient], modules: Modules) -> bool:
    """Whether the client is what the neighbours import, rather than what is found to be made."""
    if beside.used_as or len(found) != 1 or not found[0].exported:
        return True
    return found[0].path != beside.path and beside.symbol not in modules.exports(beside.path).own


def _as_neighbours_import(registry: Registry, project: Codebase) -> LocatedClient | None:
    """Return what most registered functions are made on, as their files import it."""
    counts: Counter[LocatedClient] = Counter()
    for path in {entry.module for entry in registry.entries if entry.module is not None}:
        outline = project.outline(path)
        made_on = {_made_on(site) for site in outline.sites()} if outline is not None else set()
        for spelled in made_on - {""}:
            client = _imported(project.modules, path, spelled)
            if client is not None:
                counts[client] += 1
    return counts.most_common(1)[0][0] if counts else None


# Names, calls that are given nothing, and what they hold: `getInngest()`, `services.inngest`.
_SPELLED = re.compile(r"[A-Za-z_$][\w$]*(?:\(\)|\.[A-Za-z_$][\w$]*)*")


def _made_on(site: CallSite) -> str:
    """What a call makes a function on, as a new file may say it too; empty for another call."""
    called = site.called
    if not site.attrs or site.attrs[-1] not in _MAKERS or called is None or called.inner is None:
        return ""
    text = "".join(called.inner.text.split())
    binding = site.body.lookup(text, site.start) if text.isidentifier() else None
    if (
        binding is not None
        and binding.initial is not None
        and not binding.path
        and not exported_as(site.outline, text)
    ):
        text = "".join(binding.initial.text.split())
    return text if _SPELLED.fullmatch(text) else ""


_MAKERS = ("createFunction", "create_function")


def _imported(modules: Modules, path: str, spelled: str) -> LocatedClient | None:
    """The client that a file says so, where it imports it from the project."""
    source = modules.source(path)
    local = re.split(r"\W", spelled)[0]
    for each in imports(source) if source is not None else ():
        target = modules.resolve(path, each.module)
        if each.local != local or each.name == "*" or target is None:
            continue
        if source is not None and modules.origin(path, each.module, each.name) is not None:
            is_default = each.name == "default"
            symbol = local if is_default else each.name
            return LocatedClient(
                target,
                symbol,
                "default" if is_default else "named",
                source.language.name,
                "" if spelled == local else symbol + spelled.removeprefix(local),
            )
    return None


def _refuse_hidden(project: Codebase, *, python: bool, only: str | None = None) -> None:
    """Refuse clients that a new module cannot import, naming where they are made."""
    hidden = [
        one
        for one in hidden_clients(project)
        if (one.language == "python") == python and only in (None, one.path)
    ]
    if not hidden:
        return
    first = hidden[0]
    model = "inngest_client = inngest.Inngest(…)"
    if not python:
        model = "export const inngest = new Inngest({ … })"
    raise ScaffoldError(
        f"the Inngest client at `{first.path}:{first.line}` is made inside {first.inside}, "
        "so a new module cannot import it",
        f"make it at the top of a module (`{model}`), use it there, and run this again",
    )


def _refuse_unshared(registry: Registry, client: LocatedClient, modules: Modules) -> None:
    """Refuse a client that, were it exported, a function could not import for all that."""
    leads = [
        [client.path] if client.path == path else path_between(modules, client.path, path)
        for path in dict.fromkeys([registry.path, *(each.path for each in registry.arrays)])
    ]
    through = next((tuple(each) for each in leads if each is not None), None)
    if through is not None:
        cycle = Cycle(client.path, client.symbol, through)
        raise circular_refusal(cycle, modules, None)


def _served_client(registry: Registry, modules: Modules) -> tuple[str, str] | None:
    """Return the file and name of the client that `serve()` receives, None for one not found."""
    source = modules.source(registry.serve_path)
    if source is None or registry.client is None:
        return None
    root = registry.client.partition(".")[0]
    for imported in imports(source):
        if imported.local == root:
            return modules.origin(source.path, imported.module, imported.name)
    return registry.serve_path, root
