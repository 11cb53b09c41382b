"""Serve functions from an app that exists: one statement where the app is made, and its imports."""

import posixpath
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from scaffold.code.bindings import resolve_callee
from scaffold.code.outline import CallSite
from scaffold.code.walk import outline
from scaffold.errors import ScaffoldError
from scaffold.syntax.edits import Edit, apply
from scaffold.syntax.file_purpose import is_app_file
from scaffold.syntax.files import Files
from scaffold.syntax.import_edits import add_import
from scaffold.syntax.imports import imports
from scaffold.syntax.language import language_of
from scaffold.syntax.lines import indentation, line_end
from scaffold.syntax.modules import Modules
from scaffold.syntax.source import Source
from scaffold.syntax.text_style import restyled, style_of

_TYPESCRIPT = """\
{opening}
  client: {client},
  functions: [
    // One function per line, in order.
  ],
{closing}
"""
_PYTHON = """\
inngest.{module}.serve(
    {app}{client},
    [
        # One function per line, in order.
    ],
)
"""
_DJANGO = """\
urlpatterns.append(
    inngest.django.serve(
        {client},
        [
            # One function per line, in order.
        ],
    )
)
"""


class _App(NamedTuple):
    """How an app of one framework is made, and what serves functions in it."""

    package: str
    made_by: tuple[str, ...]
    """The names of the package that make one."""
    adapter: str
    """The module of the SDK."""
    serve: str = "serve"
    opening: str = ""
    closing: str = ""


_APPS = {
    "express": _App(
        "express", ("default", "*", "express"), "inngest/express",
        opening='{app}.use("/api/inngest", {made_by}.json(), {serve}({{', closing="}}));",
    ),
    "hono": _App(
        "hono", ("Hono",), "inngest/hono",
        opening='{app}.on(["GET", "PUT", "POST"], "/api/inngest", {serve}({{', closing="}}));",
    ),
    "fastify": _App(
        "fastify", ("default", "fastify", "Fastify"), "inngest/fastify", serve="fastifyPlugin",
        opening="{app}.register({serve}, {{", closing="}});",
    ),
    "fastapi": _App("fastapi", ("FastAPI",), "inngest.fast_api"),
    "flask": _App("flask", ("Flask",), "inngest.flask"),
}  # fmt: skip


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
        if _mentions(files, path, _APPS[framework].package)
        for mount in _mounts(modules, path, _APPS[framework])
    ]
    if len(found) == 1:
        return found[0]
    if not found:
        raise ScaffoldError(
            f"cannot tell where the app of {_APPS[framework].package} is made: no file assigns it "
            "to a name in a statement of its own",
            "write it so (`app = …`), and name its file with `--registry PATH`",
            missing_flags=("--registry",),
        )
    places = ", ".join(f"`{each.path}`" for each in found)
    raise ScaffoldError(
        f"{len(found)} apps are made: {places}",
        f"name the file of one: `--registry {found[0].path}`",
        missing_flags=("--registry",),
    )


def mounted(
    modules: Modules, mount: Mount, framework: str, client: tuple[str, str], models: Sequence[str]
) -> bytes:
    """Return the file of an app that also serves functions: none yet, of the client given.

    `client` is its name and file. Raises ScaffoldError for a file that does not parse.
    """
    source = modules.source(mount.path)
    if source is None or source.has_error:
        raise ScaffoldError(f"`{mount.path}` does not parse", "correct it, and run this again")
    name, client_path = client
    specifier = modules.specifier_for(mount.path, client_path, models)
    if source.language.name == "python":
        module = "django" if framework == "django" else _APPS[framework].adapter.split(".")[1]
        text = _DJANGO if framework == "django" else _PYTHON
        text = text.format(module=module, app=f"{mount.app},\n    ", client=name)
        content = _with_statement(source, mount, text)
        return _imported(content, mount.path, f"inngest.{module}", "*", specifier, name)
    app = _APPS[framework]
    taken = re.search(rb"\b%s\b" % app.serve.encode(), source.content) is not None
    local = "serveInngest" if taken else app.serve
    values = {"app": mount.app, "made_by": mount.made_by, "serve": local}
    text = _TYPESCRIPT.format(
        opening=app.opening.format(**values), closing=app.closing.format(), client=name
    )
    styled = restyled(mount.path, text.encode(), style_of([[source]])).decode()
    content = _with_statement(source, mount, styled.replace("\r\n", "\n"))
    return _imported(content, mount.path, app.adapter, app.serve, specifier, name, local)


def _mentions(files: Files, path: str, package: str) -> bool:
    return package.encode() in (files.read(path) or b"")


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
    ending = newline if at == len(content) else ""
    return apply(content, [Edit(at, at, f"{lead}{newline.join(lines)}{ending}".encode())])


def _imported(
    content: bytes,
    path: str,
    adapter: str,
    name: str,
    specifier: str,
    client: str,
    local: str | None = None,
) -> bytes:
    for module, imported, called in ((adapter, name, local), (specifier, client, None)):
        source = Source.parse(path, content)
        groups = [{each.module for each in imports(source)}]
        content = apply(content, add_import(source, module, imported, local=called, beside=groups))
    return content


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
    paths = list(files.paths())
    found = []
    for path in paths:
        if posixpath.basename(path).startswith("settings") or "/settings/" in path:
            text = (files.read(path) or b"").decode(errors="replace")
            for module in re.findall(r"(?m)^ROOT_URLCONF\s*=\s*[\"']([\w.]+)[\"']", text):
                ending = module.replace(".", "/") + ".py"
                found += [each for each in paths if each == ending or each.endswith(f"/{ending}")]
    return found
