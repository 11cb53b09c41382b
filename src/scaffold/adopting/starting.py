"""Give an app without Inngest what it needs: client, events, serve route, environment, packages.

The modules are those of a new project, put where this app has such things and written like it.
"""

import json
import posixpath
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from scaffold.adopting.detection import Detected, app_folders, has_router
from scaffold.adopting.mounting import find_mount, mounted
from scaffold.disk.changes import ChangeSet
from scaffold.disk.data_files import table_in
from scaffold.errors import ScaffoldError
from scaffold.functions.add import take_over
from scaffold.functions.foreign_site import foreign_site
from scaffold.functions.places import Places
from scaffold.functions.plan import plan_request
from scaffold.functions.request import read_request
from scaffold.inngest.middleware import IN_FRONT
from scaffold.kinds import standing_kinds
from scaffold.shown import argument
from scaffold.stacks import Stack
from scaffold.syntax.files import toml_object
from scaffold.syntax.language import language_of
from scaffold.syntax.modules import Modules
from scaffold.syntax.source import Source
from scaffold.syntax.text_style import restyled, style_of
from scaffold.updating.manifests import NODE, node_packages, with_entries, with_requirements

_KEYS = """\
# Lets the app send events: Inngest Cloud > Manage > Event Keys.
INNGEST_EVENT_KEY=
"""
_SIGNING = """\
# Proves that a request comes from Inngest: Manage > Signing Key.
INNGEST_SIGNING_KEY=
"""
_DEV = """\
# The SDK talks to the Inngest Dev Server on this machine; never set this in production.
INNGEST_DEV=1
"""
_SAMPLES = 20
_INSTALLS = {
    "uv": "uv sync",
    "poetry": "poetry lock && poetry install",
    "pdm": "pdm install",
    "pipenv": "pipenv install",
}
_SELF = "from typing import ClassVar, Self\n\nimport inngest\n"
# Pydantic brings it, and Python 3.10 has no `Self`.
_OLDER = "from typing import ClassVar\n\nimport inngest\n"
_EXTENDED = "from typing_extensions import Self\n"


class Layout(NamedTuple):
    """Where the new modules go."""

    client: str
    events: str
    functions: str
    route: str | None
    """The module that serves them; None where an app that exists does."""


class Started(NamedTuple):
    """Where things are in an app that was given its first function, and what is left to do."""

    places: Places
    notes: tuple[str, ...]


def start(
    changes: ChangeSet, found: Detected, seeds: Mapping[str, bytes], stack: Stack, places: Places
) -> Started:
    """Plan all that the app lacks, with one first function.

    `seeds` are the files of a new project. Raises ScaffoldError for an app that is not understood.
    """
    assert found.framework is not None
    _refuse_several(changes, found)
    modules = Modules(changes)
    mount = None
    if not found.framework.routers:
        mount = find_mount(changes, modules, found.framework.key, places.registry)
    layout = _layout(found, mount.path if mount is not None else "", places)
    made = _modules(changes, found, layout, seeds, stack)
    for path, content in made.items():
        changes.create(path, content)
    modules = Modules(changes)
    served = layout.route
    if mount is not None:
        client = (stack.client_symbol, layout.client)
        changes.write(
            mount.path, mounted(modules, mount, found.framework.key, client, _spelled(found))
        )
        served = mount.path
    notes = [*_packages(changes, found, seeds), *_environment(changes, found)]
    where = Places(client=layout.client, registry=served, functions=layout.functions, sdk=stack.sdk)
    site = foreign_site(changes, where)._replace(only_needed_events=False)
    for kind in standing_kinds():
        plan = plan_request(site, read_request(kind.sample))
        take_over(changes, plan)
        notes += plan.notes
    return Started(where, tuple(notes))


def _refuse_several(changes: ChangeSet, found: Detected) -> None:
    """Refuse a repository of several apps, and one whose framework has no app in that folder."""
    assert found.framework is not None
    able = app_folders(changes)
    if found.folder and len(able) > 1:
        raise ScaffoldError(
            f"there are {len(able)} apps: {', '.join(f'`{folder}`' for folder in able)}",
            f"adopt each by itself: `cd {argument(found.folder)}`, and run this again",
        )
    if found.framework.routers and not has_router(changes, found.folder):
        where = f"`{found.folder}`" if found.folder else "this folder"
        others = [folder for folder in able if folder and has_router(changes, folder)]
        hint = f"`cd {argument(others[0])}`" if others else "change into the folder of the app"
        raise ScaffoldError(
            f"{where} names {found.framework.title}, and has neither `app/` nor `pages/`",
            f"{hint}, and run this again",
        )


def _layout(found: Detected, entry: str, places: Places) -> Layout:
    if entry:
        inside, suffix = posixpath.dirname(entry), posixpath.splitext(entry)[1].replace("x", "")
        begin = "inngest_" if found.language == "python" else "inngest/"
        beside = posixpath.join(inside, begin)
        return Layout(
            client=f"{beside}client{suffix}",
            events=f"{beside}events{suffix}",
            functions=places.functions or f"{beside}functions",
            route=None,
        )
    base, suffix = _router_base(found), _suffix(found)
    route = "app/api/inngest/route" if found.router == "app" else "pages/api/inngest"
    return Layout(
        client=posixpath.join(base, f"lib/inngest{suffix}"),
        events=posixpath.join(base, f"lib/events{suffix}"),
        functions=places.functions or posixpath.join(base, "inngest"),
        route=posixpath.join(base, f"{route}{suffix}"),
    )


def _router_base(found: Detected) -> str:
    """The folder around the router's own."""
    inside = posixpath.join(found.folder, "src")
    below = f"{inside}/{found.router}/"
    paths = found.codebase.modules.paths
    return inside if any(path.startswith(below) for path in paths) else found.folder


def _suffix(found: Detected) -> str:
    paths = found.codebase.modules.paths
    config = posixpath.join(found.folder, "tsconfig.json")
    return ".ts" if config in paths else ".js"


def _modules(
    changes: ChangeSet, found: Detected, layout: Layout, seeds: Mapping[str, bytes], stack: Stack
) -> dict[str, bytes]:
    """The client, the events and the route of a new project, as this app would write them."""
    places = {stack.layout.client: layout.client, stack.layout.events: layout.events}
    if layout.route is not None:
        places[stack.layout.registry] = layout.route
    targets = {_specifier(seed, stack): path for seed, path in places.items()}
    known = Modules(changes).after(dict.fromkeys(places.values(), b""))
    style = style_of([_sources(found)])
    made = {}
    for seed, path in places.items():
        text = seeds[seed].decode()
        for written, target in targets.items():
            if f'"{written}"' in text:
                spelled = known.specifier_for(path, target, _spelled(found))
                text = text.replace(f'"{written}"', f'"{spelled}"')
        if path == layout.route and found.router == "pages":
            text = re.sub(r"export const \{[^}]*\} = serve\(", "export default serve(", text)
        if path.endswith(".py"):
            text = text.replace('getLogger("uvicorn.error")', "getLogger(__name__)")
            text = _for_its_python(changes, found, text)
        if path.endswith(".js") and "import type" in text:
            raise ScaffoldError(
                "the modules for SDK v3 are written in TypeScript, and this app is not",
                "use SDK v4, or add TypeScript first",
            )
        made[path] = restyled(path, text.encode(), style)
    return made


def _for_its_python(changes: ChangeSet, found: Detected, text: str) -> str:
    """A module without what the oldest Python that the app allows has not."""
    document = toml_object(changes, posixpath.join(found.folder, "pyproject.toml"))
    poetry = table_in(document, "tool", "poetry", "dependencies")
    wanted = table_in(document, "project").get("requires-python", poetry.get("python"))
    if re.search(r"(?:^|[^\d.<])3\.(?:\d|10)(?![\d])", str(wanted or "")) is None:
        return text
    older = text.replace(_SELF, _OLDER)
    if older == text:
        return text
    head, _, rest = older.partition("from pydantic import ")
    line, _, rest = rest.partition("\n")
    return f"{head}from pydantic import {line}\n{_EXTENDED}{rest}"


def _specifier(path: str, stack: Stack) -> str:
    """How the files of a new project name one of its modules."""
    stem = posixpath.splitext(path)[0]
    return f"@/{stem}" if stack.language != "python" else stem.replace("/", ".")


def _sources(found: Detected) -> list[Source]:
    """Some of the app's own files, whose style new ones take."""
    modules = found.codebase.modules
    inside = f"{found.folder}/" if found.folder else ""
    own = [
        path
        for path in sorted(modules.paths)
        if path.startswith(inside) and (language := language_of(path)) is not None
        if language.name == found.language and not path.endswith(".d.ts")
    ]
    sources = [modules.source(path) for path in own[:_SAMPLES]]
    return [source for source in sources if source is not None]


def _spelled(found: Detected) -> Sequence[str]:
    return [found.alias.replace("*", "x")] if found.alias else []


def _packages(changes: ChangeSet, found: Detected, seeds: Mapping[str, bytes]) -> list[str]:
    """Add the packages and scripts that are missing; return what a person must add."""
    assert found.framework is not None
    if found.language == "python":
        return _python_packages(changes, found, seeds)
    path = posixpath.join(found.folder, NODE)
    content = changes.read(path)
    if content is None:
        return ["add `inngest` and `zod` to the app's packages"]
    seed = json.loads(seeds[NODE])
    port = found.tools.port or found.framework.port
    wanted = [("dependencies", name) for name in ("inngest", "zod")]
    wanted += [("scripts", name) for name in ("dev:inngest", "check:inngest")]
    entries = [
        (table, name, seed[table][name].replace("//localhost:3000", f"//localhost:{port}"))
        for table, name in wanted
    ]
    changes.write(path, with_entries(path, content, entries))
    zod = node_packages(changes, found.folder).get("zod", "")
    older = re.match(r"[\^~>=v ]*(?:[012]\.|3\.(?:1?\d|2[0-3])(?!\d))", zod)
    return [
        *(["update `zod` to 3.24 or newer: the SDK reads no older schemas"] if older else []),
        f"install the packages that are new: `{found.tools.package_manager} install`",
    ]


def _python_packages(changes: ChangeSet, found: Detected, seeds: Mapping[str, bytes]) -> list[str]:
    ranges = re.findall(r'"((inngest|pydantic)>=[^"]*)"', seeds["pyproject.toml"].decode())
    added = with_requirements(changes, found.folder, {name: each for each, name in ranges})
    if added.content is not None:
        changes.write(added.path, added.content)
    listed = " ".join(f"'{each}'" for each in added.left)
    if added.left:
        return [f"add {listed} to the app's requirements"]
    if added.content is None:
        return []
    install = _INSTALLS.get(found.tools.package_manager)
    if install is None:
        install = f"pip install -r {added.path}" if added.path.endswith(".txt") else "pip install ."
    return [f"install the packages that are new: `{install}`"]


def _environment(changes: ChangeSet, found: Detected) -> list[str]:
    """Add the names of the keys to the example, and the dev mode where the framework reads it."""
    assert found.framework is not None
    example = posixpath.join(found.folder, ".env.example")
    lines = {"INNGEST_EVENT_KEY": _KEYS, "INNGEST_SIGNING_KEY": _SIGNING}
    if not found.framework.routers:
        lines = {"INNGEST_DEV": _DEV, **lines}
        changes.write(example, _with_lines(changes.read(example), lines))
        return ["start the app with `INNGEST_DEV=1` in its environment while you develop"]
    changes.write(example, _with_lines(changes.read(example), lines))
    local = posixpath.join(found.folder, ".env.development")
    changes.write(local, _with_lines(changes.read(local), {"INNGEST_DEV": _DEV}))
    guards = [
        path
        for path in changes.paths()
        if (named := IN_FRONT.fullmatch(path)) is not None
        if named["app"] == posixpath.join(found.folder, "")
    ]
    return [
        f"`{path}` runs before the route: let requests to `/api/inngest` through it"
        for path in guards
    ]


def _with_lines(content: bytes | None, lines: Mapping[str, str]) -> bytes:
    """Return an environment file with the variables that it lacks, each with its comment.

    `lines` has the text to add by the variable's name.
    """
    text = content or b""
    newline = b"\r\n" if b"\r\n" in text else b"\n"
    for name, added in lines.items():
        if re.search(rb"(?m)^[ \t]*(?:export[ \t]+)?%s[ \t]*=" % name.encode(), text):
            continue
        gap = b"" if not text else newline if text.endswith(b"\n") else newline * 2
        text += gap + added.encode().replace(b"\n", newline)
    return text
