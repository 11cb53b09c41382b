"""The new files of one function, rendered from its kind's templates in the project's style."""

import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from scaffold.errors import ScaffoldError
from scaffold.functions.deliveries import Delivery, delivery_of
from scaffold.functions.events import PlannedEvents
from scaffold.functions.places import Site
from scaffold.functions.rendering import EventRef, render
from scaffold.functions.request import Request
from scaffold.functions.support import support_files
from scaffold.functions.values import variables
from scaffold.functions.work import Answer, answer_of, items_of, sample_of, work_of
from scaffold.inngest.python_handlers import HandlerForm, handler_form
from scaffold.kinds import DATA, WORKER, all_kinds
from scaffold.stacks import Role
from scaffold.syntax.exports import defined_at_top
from scaffold.syntax.files import Files
from scaffold.syntax.imports import import_statements, imports
from scaffold.syntax.modules import Modules
from scaffold.syntax.overlay import Overlay
from scaffold.syntax.source import Source

# What a worker takes on at a time where nobody says what its provider takes.
DEFAULT_CONCURRENCY = 10


class PlannedFunction(NamedTuple):
    """One function that a request adds to the registry."""

    id: str
    symbol: str
    path: str
    trigger: str
    """The cron expression, or the name of the event that starts it."""
    is_cron: bool = False
    is_worker: bool = False


def planned_functions(site: Site, request: Request) -> tuple[PlannedFunction, ...]:
    """Return the functions that a request stands for: one, or a pair."""
    function = PlannedFunction(
        id=request.id,
        symbol=site.stack.symbol(request.name),
        path=site.module(request.name),
        trigger=request.trigger,
        is_cron=request.is_cron,
    )
    if request.worker is None:
        return (function,)
    worker = PlannedFunction(
        id=request.worker.id,
        symbol=site.stack.symbol(request.worker),
        path=site.module(request.worker),
        trigger=request.events[-1].name,
        is_worker=True,
    )
    return function, worker


class NewFiles(NamedTuple):
    """The new files of a request, by path, and notes for who asked."""

    contents: dict[str, bytes]
    notes: tuple[str, ...]


def new_files(
    site: Site, request: Request, functions: tuple[PlannedFunction, ...], events: PlannedEvents
) -> NewFiles:
    """Return the files of a request's functions: modules, tests, routes, and what these import.

    Raises ScaffoldError when a file is in the way, or a name stands for two things.
    """
    kind = request.kind
    if "route" in kind.roles and site.routes is None:
        raise ScaffoldError(
            f"`{kind.mark.flag}` needs a route, and is made for the App Router of Next.js and for "
            "FastAPI",
            "write the route by hand and give the event it sends: `--event NAME`",
        )
    delivery = _delivery(site, request, events)
    told = delivery.notes if delivery and DATA.name in request.asked.options else ()
    context = _context(site, request, events, delivery)
    made: dict[str, bytes] = {}
    for role in kind.roles:
        path = _find_path(site, request, role)
        if path is None:
            # No place for it: tests and pages are for projects that we make.
            continue
        files = Overlay(site.files, {**events.contents, **made})
        _refuse_taken(files, path)
        modules = site.modules.after({**events.contents, **made})
        names = _modules_named(site, modules, path, functions, events)
        content = render(site.stack.template(kind.name, role), context | names)
        if not site.owned:
            from scaffold.functions.neighbours import in_its_style, index_of_own

            symbols = [one.symbol for one in functions if one.path == path]
            content = in_its_style(site, path, content, symbols)
            if symbols:
                made |= index_of_own(site, path, symbols[0])
        _check_names(path, content)
        made[path] = content
        made = {**_package_of(files, path), **made}
    if not site.owned:
        from scaffold.functions.neighbours import test_to_write

        return NewFiles(made, (*told, *test_to_write(site, functions[0].path)))
    support = support_files(site, Overlay(site.files, events.contents), made)
    if support is not None:
        return NewFiles({**made, **support}, told)
    alone = new_files(site._replace(owned=False, tests=None), request, functions, events)
    folder = posixpath.dirname(site.client.path)
    note = f"the services in `{folder}/services` are not ours, so it is written without them"
    return NewFiles(alone.contents, (note, *alone.notes))


def _delivery(site: Site, request: Request, events: PlannedEvents) -> Delivery | None:
    """What comes to the route of a request, if it has one."""
    if request.choice is None:
        return None
    fields = events.refs[request.events[0].variable].fields
    return delivery_of(request.choice, request.asked.text("on"), fields, site.stack.language)


def _context(
    site: Site, request: Request, events: PlannedEvents, delivery: Delivery | None
) -> dict[str, Any]:
    """What every template of a request is told."""
    kinds = all_kinds().values()
    worker = request.worker
    context: dict[str, Any] = {event.variable: None for kind in kinds for event in kind.events}
    for option in (option for kind in kinds for option in kind.options):
        context |= variables(option, request.asked.options.get(option.name))
    return {
        **context,
        **events.refs,
        "name": request.name,
        "id": request.id,
        "sdk": site.stack.sdk,
        "trigger": {
            "kind": request.start.trigger,
            "cron": request.trigger if request.is_cron else None,
            "words": request.schedule_in_words,
        },
        "follow_up": request.follow_up,
        **_limits(site, request),
        **_work(request, events.refs),
        "worker": {"name": worker, "id": worker.id} if worker else None,
        "route": request.route.id if request.route else None,
        "page": _page(site, request),
        "runs_failures": _runs_failures(site),
        "delivery": delivery,
        "secret": next((each.name for each in request.variables), None),
        "owned": site.owned,
        "handler": _handler(site),
    }


def _page(site: Site, request: Request) -> str:
    """The last part of the address of the page on which somebody answers."""
    path = site.path(request.name, "answers")
    if path is None or path.endswith(".py"):
        return request.name.id
    return posixpath.basename(posixpath.dirname(path))


def _runs_failures(site: Site) -> bool:
    """Whether the project's tests can run failure handlers; those of older versions cannot."""
    executor = site.files.read(f"{site.tests}/executor.py") if site.tests is not None else None
    return executor is None or b"on_failure" in executor


def _limits(site: Site, request: Request) -> dict[str, Any]:
    """How often and how fast the functions run."""
    retries = request.retries
    if not site.owned and "retries" not in request.asked.options:
        # Our own functions mail; what this one does is for its repository to say.
        retries = min(retries, WORKER.number)
    concurrency = request.concurrency
    if request.worker is not None and concurrency is None and request.throttle is None:
        concurrency = DEFAULT_CONCURRENCY
    return {
        "retries": retries,
        "orchestrator_retries": request.orchestrator_retries,
        "throttle": request.throttle,
        "concurrency": concurrency,
    }


def _work(request: Request, refs: Mapping[str, EventRef]) -> dict[str, Any]:
    """What the functions work on, and when it is done."""
    trigger = None if request.is_cron else refs.get(request.events[0].variable)
    item = refs[request.events[-1].variable] if request.worker is not None else None
    items = items_of(request, trigger, item) if item is not None else None
    shared = [field.name for field in trigger.fields] if trigger is not None else []
    timeless = items is not None and all(source != "period" for _, source in items.sources)
    by_id = request.is_cron and timeless
    # What a provider says by default names nobody whom we know.
    anonymous = request.choice is not None and DATA.name not in request.asked.options
    work = work_of(trigger, anonymous=anonymous)
    if item is not None:
        work = work_of(item, shared, by_id=by_id)
    return {
        "period": request.period,
        "period_sample": sample_of(request.period) if request.period is not None else None,
        "items": items,
        "answer": _answer(request, trigger, refs),
        "work": work,
    }


def _answer(
    request: Request, trigger: EventRef | None, refs: Mapping[str, EventRef]
) -> Answer | None:
    awaited = next((each.variable for each in request.events if each.is_answer), None)
    if awaited is None:
        return None
    answer = answer_of(trigger, refs[awaited], request.timeout.seconds)
    for field in answer.others:
        if field.list and not field.optional:
            raise ScaffoldError(
                f"the answer's `{field.name}` is a list, and the page that asks for it takes "
                "single values",
                "ask for one value, or for a text that holds them all: `--answer 'notes:str'`",
            )
    return answer


def _handler(site: Site) -> HandlerForm | None:
    if site.stack.language != "python":
        return None
    return HandlerForm() if site.owned else handler_form(site.registry, site.modules)


def _modules_named(
    site: Site,
    modules: Modules,
    path: str,
    functions: tuple[PlannedFunction, ...],
    events: PlannedEvents,
) -> dict[str, Any]:
    """How a new file imports what the templates name."""
    models = list(_specifiers(site, modules, path))

    def specifier(target: str | None) -> str | None:
        if target is None or target == path:
            return None
        return modules.specifier_for(path, target, models)

    return {
        "client": {
            "symbol": site.client.symbol,
            "said": site.client.used_as or site.client.symbol,
            "module": specifier(site.client.path),
            "default": site.client.default,
        },
        "events_module": specifier(events.module),
        "function_module": specifier(functions[0].path),
        "worker_module": specifier(functions[-1].path),
    }


def _specifiers(site: Site, modules: Modules, path: str) -> Iterator[str]:
    """How the files around a new one import others, as they would be written in it."""
    folder = posixpath.dirname(path)
    for model in site.models:
        source = modules.source(model)
        for statement in import_statements(source) if source is not None else ():
            if path.endswith(".py") and statement.module.split(".")[0] == "inngest":
                # The SDK, also where a folder of the project has its name.
                continue
            target = modules.resolve(model, statement.module)
            if target is None or not statement.module.startswith(("./", "../")):
                yield statement.module
                continue
            spelled = posixpath.relpath(
                posixpath.join(posixpath.dirname(model), statement.module), folder or "."
            )
            yield spelled if spelled.startswith(".") else f"./{spelled}"


def _find_path(site: Site, request: Request, role: Role) -> str | None:
    of = request.name
    if role.startswith("worker"):
        assert request.worker is not None
        of = request.worker
    elif role.startswith("route"):
        assert request.route is not None
        of = request.route
    return site.path(of, role)


def _refuse_taken(files: Files, path: str) -> None:
    if files.read(path) is not None:
        raise ScaffoldError(
            f"`{path}` is in the way: a file of that name exists",
            "choose another name, or move that file away",
        )
    for other in files.paths():
        if other.lower() == path.lower():
            raise ScaffoldError(
                f"`{path}` is in the way of `{other}` where file names ignore case",
                "choose another name, or rename that file",
            )
    package = posixpath.splitext(path)[0]
    if path.endswith(".py") and files.read(f"{package}/__init__.py") is not None:
        raise ScaffoldError(
            f"the package `{package}/` hides the module `{path}`",
            "choose another name, or rename that package",
        )


def _package_of(files: Files, path: str) -> Mapping[str, bytes]:
    """Make the folder of a new module a package where its parent is one."""
    folder = posixpath.dirname(path)
    parent = posixpath.dirname(folder)
    own, above = f"{folder}/__init__.py", f"{parent}/__init__.py"
    is_new = folder and not any(other.startswith(f"{folder}/") for other in files.paths())
    if path.endswith(".py") and is_new and files.read(above) is not None:
        return {own: b""}
    return {}


def _check_names(path: str, content: bytes) -> None:
    """Refuse a function whose name hides what its own files import or define."""
    source = Source.parse(path, content)
    names = Counter(each.local for each in imports(source))
    names.update(defined_at_top(source))
    for name, count in names.items():
        if count > 1:
            raise ScaffoldError(
                f"the name `{name}` stands for two things in the planned `{path}`",
                "choose another name for the function: a verb and a noun, `send-receipt`",
            )
