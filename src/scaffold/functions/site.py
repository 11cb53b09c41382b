"""Where a function goes in a project, made by us or not."""

import posixpath
import re
from collections.abc import Iterable

from scaffold.errors import ScaffoldError
from scaffold.functions.given_places import checked_places, recorded_place, refuse_unfit_package
from scaffold.functions.places import Client, Naming, Places, Site, beside, registry_in
from scaffold.functions.request import route_names
from scaffold.inngest.registry.edit import find_registries
from scaffold.names import FunctionName
from scaffold.project import Project
from scaffold.stacks import Role, Stack
from scaffold.syntax.files import Files
from scaffold.syntax.modules import Modules

# Where a function that asks for an answer sends whoever gives it.
_PAGE = re.compile(r"/api/answers/([a-z][a-z0-9]*(?:-[a-z0-9]+)*)\b")


def find_site(project: Project, files: Files, places: Places) -> Site:
    """Return the site of any project, ours or not.

    Raises ScaffoldError, naming the option, for a place that is not in it.
    """
    places = checked_places(project, files, places)
    if project.stack is not None and not project.is_adopted:
        site = own_site(project, files, places)
    else:
        # Slow to import: it reads the whole model of the code, which projects of ours do not need.
        from scaffold.functions.foreign_site import foreign_site

        site = foreign_site(files, _recorded(project, files, places))
        if (project.answers or {}).get("origin") == "adopted":
            # Its module of events is ours, whatever the framework.
            site = site._replace(only_needed_events=False)
    if site.stack.language == "python":
        refuse_unfit_package(site.functions, site.modules)
    return site


def _recorded(project: Project, files: Files, places: Places) -> Places:
    """The places given, else those that adopting recorded, while something is there."""
    if project.stack is None:
        return places

    def file(answer: str) -> str | None:
        path = recorded_place(project, answer, "")
        return path if path and files.read(path) is not None else None

    folder = recorded_place(project, "functions_path", "")
    is_there = any(path.startswith(f"{folder}/" if folder else "") for path in files.paths())
    return Places(
        client=places.client or file("client_path"),
        registry=places.registry or file("registry_path"),
        functions=places.functions or (folder if folder and is_there else None),
        sdk=places.sdk or project.stack.sdk,
    )


def own_site(project: Project, files: Files, places: Places) -> Site:
    """Return the site of a project made by `new`, at its stack's layout and its answers' paths."""
    stack = project.stack
    assert stack is not None

    def place(given: str | None, answer: str, default: str) -> str:
        return recorded_place(project, answer, default) if given is None else given

    layout = stack.layout
    client = place(places.client, "client_path", layout.client)
    serve = place(places.registry, "registry_path", layout.registry)
    events = place(None, "events_path", layout.events)
    if files.read(client) is None:
        raise ScaffoldError(
            f"cannot find the Inngest client at `{client}`", "name its file with `--client PATH`"
        )
    modules = Modules(files)
    return Site(
        stack=stack,
        owned=True,
        client=Client(symbol=stack.client_symbol, path=client),
        registry=registry_in(files, serve if files.read(serve) is not None else None, modules),
        files=files,
        modules=modules,
        functions=place(places.functions, "functions_path", layout.functions),
        naming=Naming(
            case="snake_case" if stack.language == "python" else "camelCase", ending=stack.suffix
        ),
        events=events if files.read(events) is not None else None,
        tests=place(None, "tests_path", layout.tests),
        routes=layout.routes,
        answers=_answers_folder(stack, files),
    )


def _answers_folder(stack: Stack, files: Files) -> str:
    """The folder of the pages that take answers; older projects serve none of its own."""
    own = stack.layout.answers
    served = stack.language == "typescript" or files.read(f"{own}/__init__.py")
    return own if served else stack.layout.routes


def companions(
    project: Project, files: Files, function: str, registry: str | None, events: Iterable[str] = ()
) -> dict[Role, list[str]]:
    """Return the files that may have been made with a function's module and are there, by role.

    A route is named after one of the events that start the function, or after the function. In a
    repository that is not ours routes lie beside what serves functions, wherever those are: beside
    `registry` when it is given.
    """
    stack = None if project.is_adopted else project.stack
    tests: str | None = None
    if stack is not None:
        tests = recorded_place(project, "tests_path", stack.layout.tests)
        pages: list[str | None] = [stack.layout.answers, stack.layout.routes]
        places: list[str | None] = [stack.layout.routes]
    else:
        from scaffold.functions.foreign_site import foreign_routes, stack_of_language

        stack, pages = stack_of_language(function), []
        served = [one.serve_path for one in find_registries(files, only=registry)]
        places = [foreign_routes(files, path) for path in (*served, function)]
    named = [_module(function, name) for event in events for name in route_names(event)]
    # A page keeps its address when the function is renamed.
    addresses = _PAGE.findall((files.read(function) or b"").decode(errors="replace"))
    asking = [function, *(_module(function, FunctionName(each)) for each in addresses)]
    roles: dict[Role, list[tuple[str, str | None]]] = {
        "test": [(function, None)],
        "route": [(each, routes) for each in (function, *named) for routes in places],
        "route_test": [(each, None) for each in (function, *named)],
        "answers": [(each, folder) for each in asking for folder in pages],
        "answers_test": [(each, None) for each in asking],
    }
    found: dict[Role, list[str]] = {}
    for role, wanted in roles.items():
        paths = (
            beside(stack, module, role, tests=tests, routes=routes) for module, routes in wanted
        )
        there = [path for path in paths if path is not None and files.read(path) is not None]
        found[role] = list(dict.fromkeys(there))
    return found


def _module(function: str, name: FunctionName) -> str:
    """Where a function of another name would be beside this one."""
    folder, suffix = posixpath.dirname(function), posixpath.splitext(function)[1]
    return posixpath.join(folder, (name.snake if suffix == ".py" else name.camel) + suffix)
