"""Find the calls that serve functions: `serve()` and `connect()` of an Inngest module."""

import posixpath
import re
from collections.abc import Iterator
from typing import NamedTuple

from scaffold.inngest.sdk_modules import python_export, sdk_module
from scaffold.syntax.file_purpose import is_app_file, purpose_of
from scaffold.syntax.imports import Imported, imports, string_value
from scaffold.syntax.language import SUFFIXES
from scaffold.syntax.modules import Modules
from scaffold.syntax.packaged import packaged
from scaffold.syntax.scopes import Meaning, meaning, unwrap, walk
from scaffold.syntax.source import Source
from scaffold.syntax.tree import Node

# What a file that serves functions must hold somewhere; anything else is not even parsed.
_TYPESCRIPT_MENTION = re.compile(
    rb"[\"'`:/]inngest(?:@[^/\"'`]*)?/[a-z]|(?<![.\w])(?:serve|connect|createServer)\s*[(<]"
    rb"|\bInngestCommHandler\b|\bcreateServe\b|[\"']@[\w.-]+/inngest[\"']"
)
_PYTHON_MENTION = re.compile(rb"\b(?:serve|connect)\s*\(")
_SPREAD = "spread_element"
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

    source: Source
    call: Node
    framework: str
    client: str | None
    functions: Node | None
    takes_more: Node | None  # an object spread or a variable that may hold the functions
    is_positional: bool = False  # `serve(client, functions)`, up to v2 of the TypeScript SDK

    @property
    def line(self) -> int:
        return self.source.position(self.call.start_byte)[0]


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
        if content is None or not mention.search(content):
            continue
        if strict and b"inngest" not in content:
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
    for each in imports(source):
        module, name = packaged(modules, source.path, each.module, each.name) or ("", "")
        part = sdk_module(module, "typescript")
        if part is None or each.type_only:
            continue
        if (part.part == "client" and name == _OWN_HANDLER) or (
            part.part == "wrapper" and name == _WRAPPED
        ):
            serving[each.local] = "custom"
        elif part.part == "wrapper" and name == _MAKES_ONE:
            serving |= dict.fromkeys(_made_with(source, each.local), "custom")
        elif part.part not in _SERVED_BY:
            continue
        elif name in _SERVING or (name == "default" and part.name == "fastify"):
            serving[each.local] = part.framework
        elif name == "*":
            serving |= {f"{each.local}.{one}": part.framework for one in _SERVING}
    if not serving:
        return
    for node in calls_of(source, [*serving, ".register"]):
        function = _called(node)
        arguments = arguments_of(node)
        framework = serving.get(source.text(function)) if function is not None else None
        if (
            framework is None
            and function is not None
            and source.text(function).endswith(".register")
        ):
            # Fastify: `app.register(inngestFastify, { client, functions })`.
            plugin = source.text(unwrap(arguments[0])) if len(arguments) > 1 else ""
            framework = serving.get(plugin)
            arguments = arguments[1:]
        if framework is not None:
            yield from _typescript(source, node, framework, arguments)


def calls_of(source: Source, names: list[str]) -> list[Node]:
    """Return the calls whose function is spelled, or ends, with a name, in source order.

    They are looked up by a search of the bytes: most of a tree is imports and entries.
    """
    found: dict[tuple[int, int], Node] = {}
    spelled = b"|".join(re.escape(name.encode()) for name in names)
    pattern = re.compile(rb"(?:%b)(?![\w$])" % spelled)
    for each in pattern.finditer(source.content):
        node = source.root.descendant_for_byte_range(each.start(), each.end())
        while node is not None:
            if node.type in ("call_expression", "new_expression", "call"):
                function = _called(node)
                if function is not None and function.end_byte == each.end():
                    found[node.start_byte, -node.end_byte] = node
                break
            node = node.parent
    return [found[place] for place in sorted(found)]


def _called(call: Node) -> Node | None:
    function = call.child_by_field_name("function") or call.child_by_field_name("constructor")
    return unwrap(function) if function is not None else None


def _made_with(source: Source, maker: str) -> Iterator[str]:
    """The names that a file gives to what a call of `maker` returns."""
    for call in calls_of(source, [maker]):
        above = call.parent
        if above is not None and above.type == "variable_declarator":
            name = above.child_by_field_name("name")
            if name is not None:
                yield source.text(name)


def _typescript(
    source: Source, call: Node, framework: str, arguments: list[Node]
) -> Iterator[ServeCall]:
    if not arguments:
        yield ServeCall(source, call, framework, None, None, None)
        return
    options = _options(source, arguments[0])
    if framework == "custom" and options.type != "object":
        return
    if options.type != "object":
        client = source.text(arguments[0]) if options.type != "string" else None
        functions = arguments[1] if len(arguments) > 1 else None
        more = options if functions is None else None
        yield ServeCall(source, call, framework, client, functions, more, functions is not None)
        return
    apps = option(source, options, "apps")
    inner = literal(source, unwrap(apps)) if apps is not None else None
    if inner is not None and inner.type == "array":
        for app in inner.named_children:
            app = literal(source, unwrap(app))
            if app.type == "object":
                yield from_options(source, call, framework, app)
        return
    if apps is not None:
        yield ServeCall(source, call, framework, None, None, apps)
        return
    found = from_options(source, call, framework, options)
    # Others' packages and handlers may know their functions from elsewhere.
    if framework != "custom" or found.functions is not None or found.takes_more is not None:
        yield found


def _options(source: Source, given: Node) -> Node:
    """The options that a call is given, also through a call around them: `withLog({ … })`."""
    options = literal(source, unwrap(given))
    if options.type == "identifier":
        found = meaning(source, options, source.text(options))
        if isinstance(found, Meaning) and found.kind == "value":
            options = unwrap(found.node)
    if options.type == "call_expression":
        for each in arguments_of(options):
            inner = literal(source, unwrap(each))
            if inner.type == "object" and option(source, inner, "functions") is not None:
                return inner
    return options


def from_options(
    source: Source, call: Node, framework: str, options: Node, otherwise: str | None = None
) -> ServeCall:
    """Return what options give to `serve()`; `otherwise` is the client when they name none."""
    client = option(source, options, "client")
    return ServeCall(
        source,
        call,
        framework,
        source.text(client) if client is not None else otherwise,
        option(source, options, "functions"),
        next((p.named_children[0] for p in options.named_children if p.type == _SPREAD), None),
    )


def option(source: Source, options: Node, name: str) -> Node | None:
    """Return the value of an object's property, the name itself where it is a shorthand."""
    for part in options.named_children:
        if part.type == "shorthand_property_identifier" and source.text(part) == name:
            return part
        if part.type == "pair":
            key, value = part.child_by_field_name("key"), part.child_by_field_name("value")
            if key is not None and string_value(key) == name:
                return value
    return None


def literal(source: Source, node: Node) -> Node:
    """Return the object or array a name stands for in the same file, else the node itself."""
    if node.type in ("identifier", "shorthand_property_identifier"):
        found = meaning(source, node, source.text(node))
        if isinstance(found, Meaning) and found.kind == "value":
            value = unwrap(found.node)
            if value.type in ("object", "array", "list"):
                return value
    return node


def arguments_of(call: Node) -> list[Node]:
    """Return what a call is given, comments left out."""
    arguments = call.child_by_field_name("arguments")
    if arguments is None or arguments.type not in ("arguments", "argument_list"):
        return []
    return [child for child in arguments.named_children if child.type != "comment"]


def _python(source: Source, modules: Modules) -> Iterator[ServeCall]:
    bound: dict[str, str] = {}
    for each in imports(source):
        if each.local != "*" and not each.type_only:
            bound.setdefault(each.local, _means(source, each, modules))
    if not any(python_export(name) for name in bound.values()):
        return
    for node in walk(source.root):
        function = node.child_by_field_name("function") if node.type == "call" else None
        if function is None or function.type not in ("identifier", "attribute"):
            continue
        first, dot, rest = source.text(function).partition(".")
        found = python_export(f"{bound.get(first, first)}{dot}{rest}")
        if found is not None and found.module.part in _SERVED_BY and found.path in _PYTHON_CALLS:
            module = found.module.name.rpartition(".")[2]
            yield from _python_call(source, node, module, found.path[0])


def _means(source: Source, imported: Imported, modules: Modules) -> str:
    """Return the full name of what an import binds, through files that only hand it on."""
    if imported.name == "*":
        return imported.bound_module
    module, name = (
        packaged(modules, source.path, imported.module, imported.name)
        or (imported.module, imported.name)
    )  # fmt: skip
    return module if name == "*" else f"{module}.{name}"


def _python_call(source: Source, call: Node, module: str, name: str) -> Iterator[ServeCall]:
    positional = [each for each in arguments_of(call) if each.type != "keyword_argument"]
    keywords: dict[str, Node] = {}
    for each in arguments_of(call):
        key, value = each.child_by_field_name("name"), each.child_by_field_name("value")
        if each.type == "keyword_argument" and key is not None and value is not None:
            keywords[source.text(key)] = value
    splats = (
        each for each in arguments_of(call) if each.type in ("dictionary_splat", "list_splat")
    )
    more = next(splats, None)
    if name == "connect":
        apps = keywords.get("apps") or (positional[0] if positional else None)
        inner = literal(source, unwrap(apps)) if apps is not None else None
        for app in inner.named_children if inner is not None and inner.type == "list" else []:
            if app.type == "tuple" and len(app.named_children) == 2:
                who, functions = app.named_children
                yield ServeCall(source, call, "connect", source.text(who), functions, None)
        return
    at = _PYTHON_POSITION.get(module, 2)
    functions_node = keywords.get("functions")
    if functions_node is None and len(positional) > at:
        functions_node = positional[at]
    client_node = keywords.get("client")
    if client_node is None and len(positional) >= at:
        client_node = positional[at - 1]
    client = source.text(client_node) if client_node is not None else None
    yield ServeCall(source, call, module, client, functions_node, more)
