"""Plan one function: its files, its typed events, its import and its registry entry; prove it."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from scaffold.errors import ScaffoldError
from scaffold.functions.events import plan_events
from scaffold.functions.index import functions_with_id, place
from scaffold.functions.needs import needs_of
from scaffold.functions.new_files import PlannedFunction, new_files, planned_functions
from scaffold.functions.places import Site
from scaffold.functions.request import Request
from scaffold.inngest.registry.by_itself import is_where_a_glob_looks, serves_a_client
from scaffold.inngest.registry.edit import register
from scaffold.kinds import Variable
from scaffold.syntax.language import language_of
from scaffold.syntax.overlay import Overlay
from scaffold.syntax.source import Source

if TYPE_CHECKING:
    from scaffold.inngest.facts import Function


class Plan(NamedTuple):
    """What adding a request comes to. Nothing to write: it is there as asked for."""

    functions: tuple[PlannedFunction, ...]
    created: Mapping[str, bytes]
    edited: Mapping[str, bytes]
    notes: tuple[str, ...]
    to_set: tuple[Variable, ...] = ()
    """What has to be set in the environment that the app runs in."""


def plan_request(site: Site, request: Request) -> Plan:
    """Return what a request comes to at a site, proved.

    Raises ScaffoldError, naming the cause, when any part cannot be done.
    """
    functions = planned_functions(site, request)
    existing = [functions_with_id(site.files, each.id) for each in functions]
    if all(_is_there(site, *each) for each in zip(functions, existing, strict=True)):
        return Plan(functions, {}, {}, ())
    for function, others in zip(functions, existing, strict=True):
        _refuse_taken_id(site, request, function, others)
    events = plan_events(site, request)
    created, notes = new_files(site, request, functions, events)
    registered = _registered(site, functions, {**events.contents, **created})
    needs = needs_of(site, request, created)
    plan = Plan(
        functions,
        created,
        {**events.contents, **registered, **needs.contents},
        (*events.notes, *notes, *needs.notes),
        needs.to_set,
    )
    _prove(plan, registered)
    return plan


def _registered(
    site: Site, functions: Sequence[PlannedFunction], contents: Mapping[str, bytes]
) -> dict[str, bytes]:
    """Return the files that import and list the functions; each edit is proved by `register`."""
    by_default = False
    if not site.owned:
        from scaffold.functions.neighbours import is_by_default

        by_default = is_by_default(site)
    modules = site.modules.after(contents)
    edited: dict[str, bytes] = {}
    for function in functions:
        files = Overlay(site.files, {**contents, **edited})
        changed = register(
            files, site.registry, function.symbol, function.path, by_default, modules=modules
        )
        edited |= changed
        modules = modules.after(changed)
    return edited


def _prove(plan: Plan, registered: Mapping[str, bytes]) -> None:
    """Assert that every file parses, and that a second run would find the functions there.

    That the registry parses and lists them `register` has proved. To read the functions as a second
    run does would take a fifth of the command: what reads them is slow to import, and IDs are
    literal.
    """
    contents = {**plan.created, **plan.edited}
    for path, content in contents.items():
        if registered.get(path) == content:
            continue
        if language_of(path) and Source.parse(path, content).has_error:
            raise AssertionError(f"the planned `{path}` does not parse")
    for function in plan.functions:
        if function.id.encode() not in contents[function.path]:
            raise AssertionError(f"`{function.id}` is not found in `{function.path}`")


def _is_there(site: Site, planned: PlannedFunction, existing: "Sequence[Function]") -> bool:
    """Whether a function is there as asked for: ID, file, trigger, entry; not its body."""
    own = [one for one in existing if one.path == planned.path]
    return len(own) == 1 and _starts_with(own[0], planned) and _is_registered(site, planned)


def _is_registered(site: Site, planned: PlannedFunction) -> bool:
    registry = site.registry
    return (
        registry.registers(planned.symbol, planned.path)
        or serves_a_client(registry)
        or is_where_a_glob_looks(registry, planned.path)
    )


def _starts_with(function: "Function", planned: PlannedFunction) -> bool:
    wanted = ("cron" if planned.is_cron else "event", planned.trigger)
    return wanted in [(one.kind, one.cron or one.event) for one in function.triggers]


def _refuse_taken_id(
    site: Site, request: Request, planned: PlannedFunction, existing: "Sequence[Function]"
) -> None:
    if not existing:
        return
    there = existing[0]
    what = "the worker's ID" if planned.is_worker else "the function ID"
    message = f"{what} `{planned.id}` is taken, at {place(there)}"
    hint = "choose another name, or give another ID with `--id`"
    if planned.is_worker:
        flag = request.kind.mark.flag
        hint = f"give `{flag}` another event, or send the event that starts that function"
    elif there.path == planned.path and not _is_registered(site, planned):
        message += f", and `{site.registry.path}` does not serve it"
        hint = "add its import and its entry to the registry, or remove that file"
    elif there.path == planned.path and not _starts_with(there, planned):
        message += ", and something else starts it"
        hint = f"change its trigger there, or choose another name than `{planned.id}`"
    raise ScaffoldError(message, hint)
