"""Add a function: its file, test, typed event, import and registry entry, all or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scaffold.disk.changes import ChangeSet
from scaffold.errors import ScaffoldError
from scaffold.functions.index import functions_with_id, place
from scaffold.functions.places import Places, Site
from scaffold.functions.plan import PlannedFunction, plan_function, planned_functions
from scaffold.functions.site import find_site, own_site
from scaffold.kinds import FunctionRequest
from scaffold.names import parse_name
from scaffold.outcome import Outcome, carry_out, prepare
from scaffold.project import Project
from scaffold.syntax.modules import Modules
from scaffold.updating.agent_files import refuse_newer, with_kinds

if TYPE_CHECKING:
    from scaffold.inngest.facts import Function


@dataclass(frozen=True, kw_only=True)
class AddRequest:
    """What was asked of `add-function`."""

    function: FunctionRequest
    places: Places = field(default_factory=Places)
    dry_run: bool = False


def add_function(project: Project, request: AddRequest) -> Outcome:
    """Add one function, a fan-out pair included, and return what changed.

    A function that is there already as asked for changes nothing.
    Raises ScaffoldError, with nothing written, when any part cannot be done.
    """
    warnings = prepare(project.root, dry_run=request.dry_run)
    refuse_newer(project)
    changes = ChangeSet(project.root)
    site = find_site(project, changes, request.places)
    wanted = _on_one_line(request.function)
    planned = planned_functions(site, wanted)
    unchanged: tuple[str, ...] = ()
    notes: list[str] = []
    if all(_is_there(site, changes, function) for function in planned):
        unchanged = tuple(function.path for function in planned)
    else:
        planned, notes = plan_one(site, changes, wanted)
        notes += with_kinds(project, changes, wanted.kinds_in_use)
        notes += _still_to_do(site, changes, wanted)
    return carry_out(
        changes,
        dry_run=request.dry_run,
        unchanged=unchanged,
        notes=tuple(notes),
        warnings=warnings,
        data={
            "functions": [
                {"id": one.id, "symbol": one.symbol, "path": one.path, "trigger": one.trigger}
                for one in planned
            ],
            "registry": site.registry.path,
            "try": [] if unchanged else how_to_try(site, wanted),
        },
    )


def _on_one_line(request: FunctionRequest) -> FunctionRequest:
    """Return the request with its schedule as it stands in a string literal."""
    if request.cron is None:
        return request
    from scaffold.inngest.cron import parse_cron

    return request._replace(cron=parse_cron(request.cron))


def plan_functions(
    project: Project, changes: ChangeSet, requests: Sequence[FunctionRequest]
) -> None:
    """Add functions to the changes of a project made by us; what `new` makes its samples with."""
    for request in requests:
        plan_one(own_site(project, changes, Places()), changes, request)


def plan_one(
    site: Site, changes: ChangeSet, request: FunctionRequest
) -> tuple[list[PlannedFunction], list[str]]:
    """Plan one request, proved: the result parses, and the registry holds the function.

    Return the functions and notes for the user.
    """
    for function in planned_functions(site, request):
        _refuse_taken_id(site, changes, function)
    planned, notes = plan_function(site, changes, request)
    for function in planned:
        # `register` has read its result; what is left to prove is the ID.
        content = changes.read(function.path) or b""
        if function.id.encode() not in content:
            raise AssertionError(f"`{function.id}` is not found in `{function.path}`")
    return planned, notes


def how_to_try(site: Site, request: FunctionRequest) -> list[str]:
    """Return sentences that say how to see the new function run."""
    if request.cron:
        from scaffold.inngest.cron import cron_in_words

        words = cron_in_words(request.cron)
        start = f"press Invoke in the Functions tab (it runs {words})"
    elif request.webhook:
        start = "post a signed request to its route; the route's test shows one"
    else:
        start = f"send `{request.event}` from the Events tab"
    return [
        "start the app and the Inngest Dev Server, open http://localhost:8288 and find "
        f"`{request.id or parse_name(request.name).id}` in the Functions tab",
        start,
    ]


def _refuse_taken_id(site: Site, changes: ChangeSet, planned: PlannedFunction) -> None:
    existing = functions_with_id(changes, planned.id)
    if not existing:
        return
    there = existing[0]
    what = "the worker's ID" if planned.is_worker else "the function ID"
    message = f"{what} `{planned.id}` is taken, at {place(there)}"
    hint = "choose another name, or give another ID with `--id`"
    if planned.is_worker:
        hint = "give `--fan-out` another event, or send the event that starts that function"
    elif there.path == planned.path and not site.registry.registers(planned.symbol, planned.path):
        message += f", and `{site.registry.path}` does not serve it"
        hint = "add its import and its entry to the registry, or remove that file"
    elif there.path == planned.path and not _starts_with(there, planned):
        message += ", and something else starts it"
        hint = f"change its trigger there, or choose another name than `{planned.id}`"
    raise ScaffoldError(message, hint)


def _still_to_do(site: Site, changes: ChangeSet, request: FunctionRequest) -> list[str]:
    """What a webhook needs in a project that includes no route by itself."""
    if request.webhook is None or site.owned or site.stack.language != "python":
        return []
    modules = Modules(changes)
    routes = [
        change.path for change in changes.changes() if change.path.startswith(f"{site.routes}/")
    ]
    named = [
        modules.specifier_for(site.registry.serve_path, path)
        for path in routes
        if not path.endswith("__init__.py")
    ]
    return [
        f"include the new route in the app: `from {module} import router`, then "
        "`app.include_router(router)`"
        for module in named
    ]


def _is_there(site: Site, changes: ChangeSet, planned: PlannedFunction) -> bool:
    """Whether a function is there as asked for: ID, file, trigger, entry; not its body."""
    if changes.read(planned.path) is None:
        return False
    found = [one for one in functions_with_id(changes, planned.id) if one.path == planned.path]
    return (
        len(found) == 1
        and _starts_with(found[0], planned)
        and site.registry.registers(planned.symbol, planned.path)
    )


def _starts_with(function: "Function", planned: PlannedFunction) -> bool:
    wanted = ("cron" if planned.is_cron else "event", planned.trigger)
    return wanted in [(one.kind, one.cron or one.event) for one in function.triggers]
