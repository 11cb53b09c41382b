"""Plan one function: its files, its typed events, its import and its registry entry."""

import posixpath
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from scaffold.disk.changes import ChangeSet
from scaffold.errors import ScaffoldError
from scaffold.functions.context import Described, context_of, webhook_event
from scaffold.functions.places import Site, registry_in
from scaffold.functions.rendering import render
from scaffold.functions.request import check_request
from scaffold.inngest.registry.edit import register
from scaffold.kinds import FunctionRequest, all_kinds
from scaffold.names import LONGEST, FunctionName, parse_name, words
from scaffold.stacks import Role
from scaffold.syntax.exports import declared
from scaffold.syntax.imports import import_statements, imports
from scaffold.syntax.modules import Modules
from scaffold.syntax.source import Source


class PlannedFunction(NamedTuple):
    """One function that a plan adds to the registry."""

    id: str
    symbol: str
    path: str
    trigger: str
    """The cron expression, or the name of the event that starts it."""
    is_cron: bool = False
    is_worker: bool = False


def worker_name(name: FunctionName, item_event: str) -> FunctionName:
    """Return the name of the function that handles one item: `order/process` → `process-order`."""
    domain, _, action = item_event.rpartition("/")
    *scope, action = action.split(".")
    spoken = [*words(action), *(words(scope[-1]) if scope else words(domain))]
    text = "-".join(spoken)
    try:
        worker = parse_name(text[:LONGEST].strip("-"))
    except ScaffoldError:
        # `order/2fa`: no symbol starts with a digit, and some words are reserved.
        worker = FunctionName(f"handle-{text}"[:LONGEST].strip("-"))
    return worker if worker != name else FunctionName(f"{name.id}-item")


def planned_functions(site: Site, request: FunctionRequest) -> list[PlannedFunction]:
    """Return the functions that a request stands for: one, or a fan-out pair."""
    check_request(request)
    name = parse_name(request.name)
    symbol = site.stack.symbol
    planned = [
        PlannedFunction(
            id=request.id or name.id,
            symbol=symbol(name),
            path=_path(site, name, "function"),
            trigger=request.cron or request.event or webhook_event(request, name),
            is_cron=request.cron is not None,
        )
    ]
    if request.fan_out:
        worker = worker_name(name, request.fan_out)
        path = _path(site, worker, "worker")
        planned.append(
            PlannedFunction(
                id=worker.id,
                symbol=symbol(worker),
                path=path,
                trigger=request.fan_out,
                is_worker=True,
            )
        )
    return planned


def plan_function(
    site: Site, changes: ChangeSet, request: FunctionRequest
) -> tuple[list[PlannedFunction], list[str]]:
    """Add the files, events, imports and entries of one function to the changes.

    Return the functions and notes for the user.
    Raises ScaffoldError, naming the cause, when any part cannot be done.
    """
    planned = planned_functions(site, request)
    name = parse_name(request.name)
    kind = all_kinds()[request.kind]
    worker = worker_name(name, request.fan_out) if request.fan_out else None
    if request.webhook and site.routes is None:
        raise ScaffoldError(
            "`--webhook` needs a route, and is made for the App Router of Next.js and for FastAPI",
            "write the route by hand and give the event it sends: `--event NAME`",
        )
    described = context_of(site, changes, request, name, kind.retries)
    context = described.context | {"worker": {"name": worker, "id": worker.id} if worker else None}
    for role in kind.roles:
        of = worker if role.startswith("worker") and worker else name
        path = site.path(of, role)
        if path is not None:
            _plan_file(site, changes, kind.name, role, path, described, context, planned)
    registry = site.registry
    by_default = _by_default(site)
    modules = site.modules.after(_planned(changes))
    for number, function in enumerate(planned):
        if number:
            registry = registry_in(changes, registry.serve_path, modules)
        edited = register(
            changes, registry, function.symbol, function.path, by_default, modules=modules
        )
        for path, content in edited.items():
            changes.write(path, content)
        modules = modules.after(edited)
    return planned, described.notes


def _plan_file(
    site: Site,
    changes: ChangeSet,
    kind: str,
    role: Role,
    path: str,
    described: Described,
    context: dict[str, Any],
    planned: list[PlannedFunction],
) -> None:
    _refuse_taken(changes, path)
    modules = Modules(changes)
    models = list(_specifiers(site, modules, path))

    def specifier(target: str | None) -> str | None:
        if target is None or target == path:
            return None
        return modules.specifier_for(path, target, models)

    names = {
        "client": {
            "symbol": site.client.symbol,
            "module": specifier(site.client.path),
            "default": site.client.default,
        },
        "events_module": specifier(described.events),
        "function_module": specifier(planned[0].path),
        "worker_module": specifier(planned[-1].path),
    }
    content = render(site.stack.template(kind, role), context | names)
    if not site.owned:
        from scaffold.functions.foreign_text import in_its_style

        symbols = [one.symbol for one in planned if one.path == path]
        content = in_its_style(site, path, content, symbols)
    changes.create(path, content)
    _check_parses(changes, path)
    _check_names(path, content)
    if path.endswith(".py"):
        _complete_package(changes, path)


def _by_default(site: Site) -> bool:
    if site.owned:
        return False
    from scaffold.functions.foreign_text import is_by_default

    return is_by_default(site)


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


def _path(site: Site, name: FunctionName, role: Role) -> str:
    path = site.path(name, role)
    assert path is not None
    return path


def _refuse_taken(changes: ChangeSet, path: str) -> None:
    if changes.read(path) is not None:
        raise ScaffoldError(
            f"`{path}` is in the way: a file of that name exists",
            "choose another name, or move that file away",
        )
    for other in changes.paths():
        if other.lower() == path.lower():
            raise ScaffoldError(
                f"`{path}` is in the way of `{other}` where file names ignore case",
                "choose another name, or rename that file",
            )
    package = posixpath.splitext(path)[0]
    if path.endswith(".py") and changes.read(f"{package}/__init__.py") is not None:
        raise ScaffoldError(
            f"the package `{package}/` hides the module `{path}`",
            "choose another name, or rename that package",
        )


def _complete_package(changes: ChangeSet, path: str) -> None:
    """Make the folder of a new module a package where its parent is one."""
    folder = posixpath.dirname(path)
    parent = posixpath.dirname(folder)
    own, above = f"{folder}/__init__.py", f"{parent}/__init__.py"
    empty = not any(other.startswith(f"{folder}/") and other != path for other in changes.paths())
    if folder and empty and changes.read(own) is None and changes.read(above) is not None:
        changes.create(own, b"")


def _planned(changes: ChangeSet) -> dict[str, bytes]:
    return {each.path: each.after for each in changes.changes() if each.after is not None}


def _check_parses(changes: ChangeSet, path: str) -> None:
    content = changes.read(path)
    if content is not None and Source.parse(path, content).has_error:
        raise AssertionError(f"the planned `{path}` does not parse")


def _check_names(path: str, content: bytes) -> None:
    """Refuse a function whose name hides what its own files import or define."""
    source = Source.parse(path, content)
    names = Counter(each.local for each in imports(source))
    for node in source.root.named_children:
        inner = node.child_by_field_name("declaration") or node.child_by_field_name("definition")
        node = inner or node
        if source.language.name == "python":
            named = None
            if node.type in ("function_definition", "class_definition"):
                named = node.child_by_field_name("name")
            elif node.type == "expression_statement" and node.named_children:
                named = node.named_children[0].child_by_field_name("left")
            names.update([source.text(named)] if named is not None else [])
        elif node.type.endswith("declaration"):
            names.update(source.text(each) for each in declared(node))
    for name, count in names.items():
        if count > 1:
            raise ScaffoldError(
                f"the name `{name}` stands for two things in the planned `{path}`",
                "choose another name for the function: a verb and a noun, `send-receipt`",
            )
