"""Serve functions from an app that exists: one statement where the app is made, and its imports."""

import re
import sys
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from scaffold.code.bindings import resolve_callee
from scaffold.code.outline import CallSite
from scaffold.code.walk import outline
from scaffold.errors import ScaffoldError
from scaffold.inngest.registry.cycles import path_between
from scaffold.shown import argument
from scaffold.syntax.edits import Edit, apply
from scaffold.syntax.file_purpose import is_app_file
from scaffold.syntax.files import Files
from scaffold.syntax.import_edits import place_statement
from scaffold.syntax.import_style import import_line
from scaffold.syntax.imports import import_statements, only_requires
from scaffold.syntax.language import language_of
from scaffold.syntax.lines import indentation, line_end, next_line
from scaffold.syntax.modules import Modules
from scaffold.syntax.source import Source
from scaffold.syntax.text_style import restyled, style_of

# As Prettier and ruff write them. What a step returned comes back with the next request, so the
# body may be larger than what Express reads by itself.
_EXPRESS = """\
{app}.use(
  "/api/inngest",
  {made_by}.json({{ limit: "4mb" }}),
  {serve}({{
    client: {client},
    functions: [
      // One function per line, in order.
    ],
  }}),
);
"""
_HONO = """\
{app}.on(
  ["GET", "PUT", "POST"],
  "/api/inngest",
  {serve}({{
    client: {client},
    functions: [
      // One function per line, in order.
    ],
  }}),
);
"""
_FASTIFY = """\
{app}.register({serve}, {{
  client: {client},
  functions: [
    // One function per line, in order.
  ],
}});
"""
_PYTHON = """\
{serve}(
    {app},
    {client},
    [
        # One function per line, in order.
    ],
)
"""
_DJANGO = """\
urlpatterns.append(
    {serve}(
        {client},
        [
            # One function per line, in order.
        ],
    )
)
"""


_ROOT_URLS = re.compile(rb"(?m)^ROOT_URLCONF\s*=\s*[\"']([\w.]+)[\"']")


class _App(NamedTuple):
    """How an app of one framework is made, and what serves functions in it."""

    package: str
    made_by: tuple[str, ...]
    """The names of the package that make one."""
    adapter: str
    """The module of the SDK."""
    text: str
    serve: str = "serve"


_APPS = {
    "express": _App("express", ("default", "*", "express"), "inngest/express", _EXPRESS),
    "hono": _App("hono", ("Hono",), "inngest/hono", _HONO),
    "fastify": _App(
        "fastify", ("default", "fastify", "Fastify"), "inngest/fastify", _FASTIFY, "fastifyPlugin"
    ),
    "fastapi": _App("fastapi", ("FastAPI",), "inngest.fast_api", _PYTHON),
    "flask": _App("flask", ("Flask",), "inngest.flask", _PYTHON),
    "django": _App("django", (), "inngest.django", _DJANGO),
}


class Mount(NamedTuple):
    """The place where an app is made, and what it is called there."""

    path: str
    app: str
    made_by: str
    """What makes it, as the file spells it."""
    end: int


def find_mount(files: Files, modules: Modules, framework: str, given: str | None) -> Mount:
    """Return where an app is made, in the given file when there is one.

    Raises ScaffoldError, naming the option, when no file makes one, or several do.
    """
    if framework == "django":
        return _urls(files, given)
    found = [
        mount
        for path in ([given] if given else sorted(modules.paths))
        if language_of(path) is not None and is_app_file(path)
        if _APPS[framework].package.encode() in (files.read(path) or b"")
        for mount in _mounts(modules, path, _APPS[framework])
    ]
    if len(found) > 1:
        found = _outermost(modules, found)
    if len(found) == 1:
        return found[0]
    if not found:
        raise ScaffoldError(
            f"cannot tell where the app of {_APPS[framework].package} is made: no file assigns it "
            "to a name in a statement of its own",
            "write it so (`app = …`), and name its file with `--registry PATH`",
            missing_flags=("--registry",),
        )
    paths = list(dict.fromkeys(each.path for each in found))
    if len(paths) == 1:
        names = ", ".join(f"`{each.app}`" for each in found)
        raise ScaffoldError(
            f"`{paths[0]}` makes {len(found)} apps: {names}",
            "make the one that is served in a file of its own, and run this again",
        )
    raise ScaffoldError(
        f"{len(paths)} files make an app: {', '.join(f'`{path}`' for path in paths)}",
        f"name the file of the one that is served: `--registry {argument(paths[0])}`",
        missing_flags=("--registry",),
    )


def _outermost(modules: Modules, mounts: Sequence[Mount]) -> list[Mount]:
    """The apps whose files no file of another one imports: routers are written as apps too."""
    paths = {each.path for each in mounts}
    inner = {
        other
        for path in paths
        for other in paths - {path}
        if path_between(modules, path, other) is not None
    }
    return [each for each in mounts if each.path not in inner] or list(mounts)


def mounted(
    modules: Modules, mount: Mount, framework: str, client: tuple[str, str], models: Sequence[str]
) -> bytes:
    """Return the file of an app that also serves functions: none yet, of the client given.

    `client` is its name and file. Raises ScaffoldError for a file that does not parse.
    """
    source = modules.source(mount.path)
    if source is None or source.has_error:
        raise ScaffoldError(f"`{mount.path}` does not parse", "correct it, and run this again")
    if only_requires(source):
        raise ScaffoldError(
            f"`{mount.path}` uses `require()`, and what would be added is written as ES modules",
            "move to ES modules; or add the client and `serve()` by hand, and then run "
            "`scaffold adopt --agent-files`",
        )
    name, client_path = client
    specifier = modules.specifier_for(mount.path, client_path, models)
    app = _APPS[framework]
    taken = re.search(rb"\b%s\b" % app.serve.encode(), source.content) is not None
    python = source.language.name == "python"
    local = app.serve if not taken else "serve_inngest" if python else "serveInngest"
    text = app.text.format(app=mount.app, made_by=mount.made_by, serve=local, client=name)
    if not python:
        styled = restyled(mount.path, text.encode(), style_of([[source]]))
        text = styled.decode().replace("\r\n", "\n")
    content = _imported(modules, mount, source.content, (app.adapter, app.serve, local))
    content = _imported(modules, mount, content, (specifier, name, name))
    # What follows the place is as long as before.
    at = len(content) - (len(source.content) - mount.end)
    return _with_statement(Source.parse(mount.path, content), mount._replace(end=at), text)


def _mounts(modules: Modules, path: str, app: _App) -> Iterable[Mount]:
    source = modules.source(path)
    if source is None or source.has_error:
        return
    for site in outline(source).sites():
        origin = resolve_callee(site)
        made = origin.kind == "import" and origin.module == app.package
        if not made or (origin.attrs or (origin.imported,))[-1] not in app.made_by:
            continue
        named = site.use == "assigned" and site.into is not None and site.into.kind == "name"
        if named and site.into is not None and _ends_its_line(source.content, site):
            yield Mount(path, site.into.text, site.spelled, site.end)


def _ends_its_line(content: bytes, site: CallSite) -> bool:
    rest = content[site.end : line_end(content, site.end)].strip()
    return rest in (b"", b";") or rest.startswith((b"//", b"; //", b"#"))


def _with_statement(source: Source, mount: Mount, text: str) -> bytes:
    """The file with lines after the one that makes the app, as deep as that one."""
    content, at = source.content, line_end(source.content, mount.end)
    indent = indentation(content, mount.end).decode() if mount.app else ""
    newline = source.newline
    lines = [f"{indent}{line}" for line in text.rstrip("\n").split("\n")]
    lead = newline * 2 if not content.endswith(b"\n") or at < len(content) else newline
    following = content[next_line(content, at) :].split(b"\n", 1)[0]
    ending = newline if at == len(content) or following.strip() else ""
    return apply(content, [Edit(at, at, f"{lead}{newline.join(lines)}{ending}".encode())])


def _imported(modules: Modules, mount: Mount, content: bytes, named: tuple[str, str, str]) -> bytes:
    """The file with an import among its like: the app's own modules, or those of packages.

    `named` is the module, the name and what it is called here. The import stands above the place
    where the app is made: what is used there has to be there by then.
    """
    path, (module, name, local) = mount.path, named
    source = Source.parse(path, content)
    above = [each for each in import_statements(source) if each.is_at_top and each.end <= mount.end]
    known = {each.module for each in above}
    own = {each for each in known if modules.resolve(path, each) is not None}
    is_own = modules.resolve(path, module) is not None
    # No import of a web framework stands among those of the platform's own packages.
    beside = own if is_own else known - own - sys.stdlib_module_names
    like = next((each for each in reversed(above) if each.module in beside), None)
    line = import_line(source, module, name, local=local, like=like).encode()
    edits = place_statement(source, above, module, line, [beside])
    if is_own and not own and known:
        # The first of the app's own stands by itself, as formatters want it.
        newline = source.newline.encode()
        edits = [Edit(each.start, each.end, newline + each.text) for each in edits]
    return apply(content, edits)


def _urls(files: Files, given: str | None) -> Mount:
    """The root URL configuration of a Django project: what its settings name."""
    named = [given] if given else _root_urls(files)
    found = [path for path in dict.fromkeys(named) if path and files.read(path) is not None]
    if len(found) != 1:
        raise ScaffoldError(
            "cannot tell which `urls.py` is the root one: "
            + (f"settings name {len(found)}" if found else "no settings name it"),
            "name it: `--registry PATH`",
            missing_flags=("--registry",),
        )
    content = files.read(found[0]) or b""
    if re.search(rb"(?m)^urlpatterns\s*(?::[^=\n]+)?=\s*\[", content) is None:
        raise ScaffoldError(
            f"`{found[0]}` has no list called `urlpatterns`",
            "write its patterns as a list, and run this again",
        )
    return Mount(found[0], "", "", len(content))


def _root_urls(files: Files) -> list[str]:
    paths = [path for path in files.paths() if path.endswith(".py")]
    found = []
    for path in paths:
        # Settings are a module of any name, and often several.
        content = files.read(path) or b"" if is_app_file(path) else b""
        for module in _ROOT_URLS.findall(content):
            ending = module.decode().replace(".", "/") + ".py"
            found += [each for each in paths if each == ending or each.endswith(f"/{ending}")]
    return found
