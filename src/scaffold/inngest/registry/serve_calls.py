"""Find the calls that serve functions: `serve()` and `connect()` of an Inngest module."""

import posixpath
import re
from collections.abc import Iterator
from typing import NamedTuple

from scaffold.code.expressions import Expr
from scaffold.code.outline import CallSite
from scaffold.code.walk import outline
from scaffold.inngest.registry.arrays import spelled
from scaffold.inngest.sdk_modules import python_export, sdk_module
from scaffold.syntax.file_purpose import is_app_file, purpose_of
from scaffold.syntax.imports import Imported, imports, imports_of
from scaffold.syntax.language import SUFFIXES
from scaffold.syntax.modules import Modules
from scaffold.syntax.packaged import packaged
from scaffold.syntax.regexes import regex
from scaffold.syntax.source import Source

# What a file that serves functions must hold somewhere; anything else is not even parsed.
_TYPESCRIPT_MENTION = regex(
    rb"[\"'`:/]inngest(?:@[^/\"'`]*)?/[a-z]|(?<![.\w])(?:serve|connect|createServer)[\s)!]*[(<]"
    rb"|\bInngestCommHandler\b|\bcreateServe\b|[\"']@[\w.-]+/inngest[\"']"
)
# What every mention holds: plain words are found many times faster.
_MENTIONED = (b"serve", b"connect", b"createServe", b"inngest/", b"inngest@", b"/inngest", b"Comm")
_PYTHON_MENTION = regex(rb"\b(?:serve|connect)(?:[\s)]*\(|\s+as\s)")
_SERVED_BY = ("serve", "connect", "unknown")
# Of packages around the SDK: `@mastra/inngest` has both, the second makes one for an adapter.
_WRAPPED, _MAKES_ONE = "serve", "createServe"
_OWN_HANDLER = "InngestCommHandler"
_PYTHON_CALLS = (("serve",), ("connect",))
_SERVING = frozenset({"serve", "connect", "createServer", "fastifyPlugin"})
# Where Python's serve() takes the functions when they are not a keyword argument.
_PYTHON_POSITION = {"django": 1, "digital_ocean": 1}


class ServeCall(NamedTuple):
    """One call that serves functions; `functions` is None where the call states none."""

    call: CallSite
    framework: str
    client: str | None = None
    functions: Expr | None = None
    takes_more: Expr | None = None  # an object spread or a variable that may hold the functions
    is_positional: bool = False  # `serve(client, functions)`, up to v2 of the TypeScript SDK

    @property
    def source(self) -> Source:
        return self.call.outline.source

    @property
    def line(self) -> int:
        return self.call.line


def serve_calls(modules: Modules) -> Iterator[ServeCall]:
    """Yield every call that serves functions, tests of a project only when nothing else does."""
    calls: list[ServeCall] = []
    tests: list[ServeCall] = []
    for source in serving_sources(modules):
        (calls if is_app_file(source.path) else tests).extend(calls_in(source, modules))
    yield from calls or tests


def serving_sources(modules: Modules, *, strict: bool = False) -> Iterator[Source]:
    """Yield the files that may serve functions, by a search of their bytes.

    `strict` raises ScaffoldError for one that cannot be read, instead of leaving it out; files
    that do not say `inngest` are nothing to complain about.
    """
    for path in sorted(modules.paths):
        suffix = posixpath.splitext(path)[1]
        if suffix not in SUFFIXES or purpose_of(path) in ("types", "vendored", "generated"):
            continue
        content = modules.read(path)
        mention = _PYTHON_MENTION if suffix == ".py" else _TYPESCRIPT_MENTION
        if content is None or not any(word in content for word in _MENTIONED):
            continue
        if not mention.search(content) or (strict and b"inngest" not in content):
            continue
        source = Source.parse(path, content) if strict else modules.source(path)
        if source is not None:
            yield source


def calls_in(source: Source, modules: Modules) -> Iterator[ServeCall]:
    """Yield the calls in one file that serve functions, by import and not by name."""
    if source.language.name == "python":
        yield from _python(source, modules)
        return
    serving: dict[str, str] = {}
    for local, module, name in _imported(source):
        module, name = packaged(modules, source.path, module, name) or ("", "")
        part = sdk_module(module, "typescript")
        if part is None:
            continue
        if (part.part == "client" and name == _OWN_HANDLER) or (
            part.part == "wrapper" and name == _WRAPPED
        ):
            serving[local] = "custom"
        elif part.part == "wrapper" and name == _MAKES_ONE:
            serving |= dict.fromkeys(_made_with(source, local), "custom")
        elif part.part not in _SERVED_BY:
            continue
        elif name in _SERVING or (name == "default" and part.name == "fastify"):
            serving[local] = part.framework
        elif name == "*":
            serving |= {f"{local}.{one}": part.framework for one in _SERVING}
    if not serving:
        return
    for site in calls_of(source, [*serving, ".register"]):
        arguments = site.args
        name = spelled(site.called) if site.called is not None else ""
        framework = serving.get(name)
        if framework is None and name.endswith(".register"):
            # Fastify: `app.register(inngestFastify, { client, functions })`.
            plugin = spelled(arguments[0]) if len(arguments) > 1 else ""
            framework = serving.get(plugin)
            arguments = arguments[1:]
        if framework is not None:
            yield from _typescript(site, framework, arguments)


def _imported(source: Source) -> Iterator[tuple[str, str, str]]:
    """What calls begin with that is imported: its name, the module, the name it has there.

    At the top of the file, and in a function: `const { serve } = await import("inngest/express")`.
    """
    called = _called(source)
    for each in imports_of(source, called):
        if not each.type_only:
            yield each.local, each.module, each.name
    for body in outline(source).bodies:
        for name, found in body.bindings.items() if body.parent is not None else ():
            if found.kind == "import" and not found.path and name in called:
                yield name, found.module, found.imported


def _called(source: Source) -> set[str]:
    """The names that calls begin with, and those that a `register` is given.

    A registry imports every function: where each of them comes from need not be read.
    """
    found: set[str] = set()
    for site in outline(source).sites():
        if site.root is not None:
            found.add(site.root)
        if site.attrs[-1:] == ("register",) and site.args:
            found.add(spelled(site.args[0]))
    return found


def calls_of(source: Source, names: list[str]) -> list[CallSite]:
    """Return the calls whose function is spelled, or ends, with a name, in source order."""
    last = {name.rpartition(".")[2] for name in names}
    words = b"|".join(re.escape(each.encode()) for each in sorted(last))
    sites = outline(source).sites_at(re.compile(rb"(?<![\w$])(?:%b)(?![\w$])" % words))
    return [site for site in sites if site.called is not None and site.called.name in last]


def _made_with(source: Source, maker: str) -> Iterator[str]:
    """The names that a file gives to what a call of `maker` returns."""
    for site in calls_of(source, [maker]):
        if site.use == "assigned" and site.into is not None and site.into.kind == "name":
            yield site.into.text


def _typescript(site: CallSite, framework: str, arguments: tuple[Expr, ...]) -> Iterator[ServeCall]:
    if not arguments:
        yield ServeCall(site, framework)
        return
    options = _options(arguments[0])
    if framework == "custom" and options.kind != "object":
        return
    if options.kind != "object":
        client = spelled(arguments[0]) if options.kind not in ("string", "template") else None
        functions = arguments[1] if len(arguments) > 1 else None
        more = options if functions is None else None
        yield ServeCall(site, framework, client, functions, more, functions is not None)
        return
    apps = options.entry("apps")
    inner = literal(apps) if apps is not None else None
    if inner is not None and inner.kind == "array":
        for app in map(literal, inner.elements):
            if app.kind == "object":
                yield from_options(site, framework, app)
        return
    if apps is not None:
        yield ServeCall(site, framework, takes_more=apps)
        return
    found = from_options(site, framework, options)
    # Others' packages and handlers may know their functions from elsewhere.
    if framework != "custom" or found.functions is not None or found.takes_more is not None:
        yield found


def _options(given: Expr) -> Expr:
    """The options that a call is given, also through a call around them: `withLog({ … })`."""
    options = _value(given)
    if options.kind == "call" and not options.is_new:
        for inner in map(literal, options.arguments):
            if inner.kind == "object" and inner.entry("functions") is not None:
                return inner
    return options


def from_options(
    site: CallSite, framework: str, options: Expr, otherwise: str | None = None
) -> ServeCall:
    """Return what options give to `serve()`; `otherwise` is the client when they name none."""
    client = options.entry("client")
    return ServeCall(
        site,
        framework,
        spelled(client) if client is not None else otherwise,
        options.entry("functions"),
        next((each.value for each in options.entries if each.kind == "spread"), None),
    )


def literal(expr: Expr) -> Expr:
    """Return the object or array a name stands for in the same file, else the expression itself."""
    value = _value(expr)
    return value if value.kind in ("object", "array") else expr


def _value(expr: Expr) -> Expr:
    """What a name is declared with in the same file; any other expression itself."""
    found = outline(expr.source).binding(expr)
    if found is None or found.kind != "value" or found.path or found.initial is None:
        return expr
    return found.initial


def _python(source: Source, modules: Modules) -> Iterator[ServeCall]:
    bound: dict[str, str] = {}
    called = _called(source)
    for each in imports(source):
        if each.local in called and not each.type_only:
            bound.setdefault(each.local, _means(source, each, modules))
    if not any(python_export(name) for name in bound.values()):
        return
    for site in outline(source).sites():
        first, dot, rest = (site.called.dotted if site.called is not None else "").partition(".")
        found = python_export(f"{bound.get(first, first)}{dot}{rest}") if first else None
        if found is not None and found.module.part in _SERVED_BY and found.path in _PYTHON_CALLS:
            module = found.module.name.rpartition(".")[2]
            yield from _python_call(site, module, found.path[0])


def _means(source: Source, imported: Imported, modules: Modules) -> str:
    """Return the full name of what an import binds, through files that only hand it on."""
    if imported.name == "*":
        return imported.bound_module
    module, name = (
        packaged(modules, source.path, imported.module, imported.name)
        or (imported.module, imported.name)
    )  # fmt: skip
    return module if name == "*" else f"{module}.{name}"


def _python_call(site: CallSite, module: str, name: str) -> Iterator[ServeCall]:
    positional, keywords = site.args, site.kwargs
    more = next((each for each in positional if each.kind == "spread"), None)
    if name == "connect":
        apps = keywords.get("apps") or (positional[0] if positional else None)
        inner = literal(apps) if apps is not None else None
        for app in inner.elements if inner is not None and inner.kind == "array" else ():
            if app.kind == "tuple" and len(app.elements) == 2:
                who, functions = app.elements
                yield ServeCall(site, "connect", spelled(who), functions)
        return
    at = _PYTHON_POSITION.get(module, 2)
    if len(positional) == at and positional[-1].kind == "array" and not keywords.get("functions"):
        at -= 1  # `serve(client, [a])` lacks the app, which `sdk-mismatch` tells
    given = keywords.get("functions") or (positional[at] if len(positional) > at else None)
    client = keywords.get("client") or (positional[at - 1] if len(positional) >= at else None)
    yield ServeCall(site, module, spelled(client) if client else None, given, more)
