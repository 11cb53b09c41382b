"""Where a function goes in a project, made by us or not."""

from scaffold.errors import ScaffoldError
from scaffold.functions.places import (
    Client,
    Naming,
    Places,
    Site,
    beside,
    path_below,
    refuse_unfit_package,
    registry_in,
)
from scaffold.inngest.registry.edit import find_registry
from scaffold.project import ANSWERS_FILE, Project
from scaffold.stacks import Role
from scaffold.syntax.files import Files
from scaffold.syntax.modules import Modules


def find_site(project: Project, files: Files, places: Places) -> Site:
    """Return the site of any project, ours or not."""
    if project.stack is not None:
        site = own_site(project, files, places)
    else:
        site = _foreign(files, places)
    if site.stack.language == "python":
        refuse_unfit_package(site.functions, site.modules)
    return site


def _foreign(files: Files, places: Places) -> Site:
    # Slow to import: it reads the whole model of the code, which a project of ours does not need.
    from scaffold.functions.foreign_site import foreign_site

    return foreign_site(files, places)


def own_site(project: Project, files: Files, places: Places) -> Site:
    """Return the site of a project made by us, at its stack's layout and its answers' paths."""
    stack = project.stack
    assert stack is not None
    recorded = project.answers or {}

    def place(given: str | None, answer: str, default: str) -> str:
        return given or _recorded(project, answer, default)

    layout = stack.layout
    client = place(places.client, "client_path", layout.client)
    serve = place(places.registry, "registry_path", layout.registry)
    events = place(None, "events_path", layout.events)
    if files.read(client) is None:
        raise ScaffoldError(
            f"cannot find the Inngest client at `{client}`", "name its file with `--client PATH`"
        )
    owned = recorded.get("origin", "new") == "new"
    there = files.read(serve) is not None
    modules = Modules(files)
    return Site(
        stack=stack,
        owned=owned,
        client=Client(symbol=stack.client_symbol, path=client),
        registry=(
            registry_in(files, serve, modules) if there else find_registry(files, modules=modules)
        ),
        files=files,
        modules=modules,
        functions=place(places.functions, "functions_path", layout.functions),
        naming=Naming(
            case="snake_case" if stack.language == "python" else "camelCase", ending=stack.suffix
        ),
        events=events if files.read(events) is not None else None,
        tests=place(None, "tests_path", layout.tests) if owned else None,
        routes=layout.routes,
    )


def _recorded(project: Project, answer: str, default: str) -> str:
    """Return the path in an answer of the project, which is anybody's who wrote the file."""
    given = (project.answers or {}).get(answer)
    if not given:
        return default
    shown_as = f"{ANSWERS_FILE}: {answer}"
    if not isinstance(given, str):
        raise ScaffoldError(f"`{shown_as}` is no path", "write it as text")
    return path_below(project.root, given, shown_as) or default


def companions(project: Project, files: Files, function: str) -> dict[Role, str]:
    """Return the files that were made with a function's module and are there, by role."""
    stack = project.stack
    if stack is not None:
        recorded = project.answers or {}
        owned = recorded.get("origin", "new") == "new"
        tests = _recorded(project, "tests_path", stack.layout.tests) if owned else None
        routes: str | None = stack.layout.routes
    else:
        from scaffold.functions.foreign_site import foreign_routes, stack_of_language

        stack = stack_of_language(function)
        tests, routes = None, foreign_routes(files, function)
    roles: tuple[Role, ...] = ("test", "route", "route_test")
    found: dict[Role, str] = {}
    for role in roles:
        path = beside(stack, function, role, tests=tests, routes=routes)
        if path is not None and files.read(path) is not None:
            found[role] = path
    return found
