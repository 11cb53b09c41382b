"""Find the calls that serve functions: `serve()` and `connect()` of an Inngest module."""

import posixpath
import re
from collections.abc import Iterator
from typing import NamedTuple

from scaffold.syntax.files import Files
from scaffold.syntax.imports import Imported, imports, string_value
from scaffold.syntax.language import SUFFIXES
from scaffold.syntax.modules import Modules
from scaffold.syntax.scopes import Meaning, meaning, unwrap, walk
from scaffold.syntax.source import Source
from scaffold.syntax.tree import Node

_TYPESCRIPT_MODULE = re.compile(
    r"^(?:npm:|https://esm\.sh/)?inngest(?:@[^/]*)?/([\w/-]+?)(?:\.js)?$"
)
_PYTHON_CALL = re.compile(r"^inngest\.(?:experimental\.)?(\w+)(?:\.\w+)*\.(serve|connect)$")
# What a file that serves functions must hold somewhere; anything else is not even parsed.
_TYPESCRIPT_MENTION = re.compile(rb"[\"'`:/]inngest(?:@[^/\"'`]*)?/[a-z]")
_PYTHON_MENTION = re.compile(rb"\b(?:serve|connect)\b")
_SPREAD = "spread_element"
_SERVING = frozenset({"serve", "connect", "createServer", "fastifyPlugin"})
# Where Python's serve() takes the functions when they are not a keyword argument.
_PYTHON_POSITION = {"django": 1, "digital_ocean": 1}
_TEST = re.compile(r"(^|/)(tests?|__tests__|__mocks__|e2e)/|\.(test|spec)\.\w+$|(^|/)test_\w+\.py$")


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


def serve_calls(files: Files, modules: Modules) -> Iterator[ServeCall]:
    """Yield every call that serves functions, tests of a project only when nothing else does."""
    calls: list[ServeCall] = []
    tests: list[ServeCall] = []
    for source in serving_sources(files, modules):
        (tests if _TEST.search(source.path) else calls).extend(calls_in(source))
    yield from calls or tests


def serving_sources(files: Files, modules: Modules, *, strict: bool = False) -> Iterator[Source]:
    """Yield the files that may serve functions, by a search of their bytes.

    `strict` raises ScaffoldError for one that cannot be read, instead of leaving it out.
    """
    for path in sorted(modules.paths):
        suffix = posixpath.splitext(path)[1]
        if suffix not in SUFFIXES or path.endswith(".d.ts") or "node_modules/" in path:
            continue
        content = files.read(path)
        mention = _PYTHON_MENTION if suffix == ".py" else _TYPESCRIPT_MENTION
        if content is None or b"inngest" not in content or not mention.search(content):
            continue
        source = Source.parse(path, content) if strict else modules.source(path)
        if source is not None:
            yield source


def calls_in(source: Source) -> Iterator[ServeCall]:
    """Yield the calls in one file that serve functions, by import and not by name."""
    if source.language.name == "python":
        yield from _python(source)
        return
    serving: dict[str, str] = {}
    for each in imports(source):
        found = _TYPESCRIPT_MODULE.match(each.module)
        if found is None or each.type_only:
            continue
        if each.name in _SERVING or (each.name == "default" and found[1] == "fastify"):
            serving[each.local] = found[1]
        elif each.name == "*":
            serving |= {f"{each.local}.{name}": found[1] for name in _SERVING}
    if not serving:
        return
    for node in _calls_of(source, [*serving, ".register"]):
        function = node.child_by_field_name("function")
        function = unwrap(function) if function is not None else None
        arguments = _arguments(node)
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
            yield from _typescript(source, node, _framework(framework), arguments)


def _calls_of(source: Source, names: list[str]) -> list[Node]:
    """Return the calls whose function is spelled, or ends, with a name, in source order.

    They are looked up by a search of the bytes: most of a tree is imports and entries.
    """
    found: dict[tuple[int, int], Node] = {}
    spelled = b"|".join(re.escape(name.encode()) for name in names)
    pattern = re.compile(rb"(?:%b)(?![\w$])" % spelled)
    for each in pattern.finditer(source.content):
        node = source.root.descendant_for_byte_range(each.start(), each.end())
        while node is not None:
            if node.type == "call_expression":
                function = node.child_by_field_name("function")
                if function is not None and unwrap(function).end_byte == each.end():
                    found[node.start_byte, -node.end_byte] = node
                break
            node = node.parent
    return [found[place] for place in sorted(found)]


def _framework(module: str) -> str:
    name = module.split("/")[-1]
    return {"next": "nextjs"}.get(name, name)


def _typescript(
    source: Source, call: Node, framework: str, arguments: list[Node]
) -> Iterator[ServeCall]:
    if not arguments:
        yield ServeCall(source, call, framework, None, None, None)
        return
    options = _literal(source, unwrap(arguments[0]))
    if options.type != "object":
        client = source.text(arguments[0]) if options.type != "string" else None
        functions = arguments[1] if len(arguments) > 1 else None
        more = options if functions is None else None
        yield ServeCall(source, call, framework, client, functions, more, functions is not None)
        return
    apps = option(source, options, "apps")
    inner = _literal(source, unwrap(apps)) if apps is not None else None
    if inner is not None and inner.type == "array":
        for app in inner.named_children:
            app = _literal(source, unwrap(app))
            if app.type == "object":
                yield _from_options(source, call, framework, app)
        return
    yield _from_options(source, call, framework, options)


def _from_options(source: Source, call: Node, framework: str, options: Node) -> ServeCall:
    client = option(source, options, "client")
    return ServeCall(
        source,
        call,
        framework,
        source.text(client) if client is not None else None,
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


def _literal(source: Source, node: Node) -> Node:
    """Return the object or array a name stands for in the same file, else the node itself."""
    if node.type == "identifier":
        found = meaning(source, node, source.text(node))
        if isinstance(found, Meaning) and found.kind == "value":
            value = unwrap(found.node)
            if value.type in ("object", "array", "list"):
                return value
    return node


def _arguments(call: Node) -> list[Node]:
    arguments = call.child_by_field_name("arguments")
    if arguments is None or arguments.type not in ("arguments", "argument_list"):
        return []
    return [child for child in arguments.named_children if child.type != "comment"]


def _python(source: Source) -> Iterator[ServeCall]:
    bound = [each for each in imports(source) if not each.type_only]
    if not any(each.module.split(".")[0] == "inngest" for each in bound):
        return
    for node in walk(source.root):
        function = node.child_by_field_name("function") if node.type == "call" else None
        if function is None or function.type not in ("identifier", "attribute"):
            continue
        name = _full_name(source.text(function), bound)
        found = _PYTHON_CALL.match(name)
        if found is not None:
            yield from _python_call(source, node, found[1], found[2])


def _full_name(text: str, bound: list[Imported]) -> str:
    """Return a dotted name with its first part replaced by what was imported under it."""
    first, dot, rest = text.partition(".")
    for each in bound:
        if each.local == first and each.local != "*":
            base = each.bound_module if each.name == "*" else f"{each.module}.{each.name}"
            return base + dot + rest
    return text


def _python_call(source: Source, call: Node, module: str, name: str) -> Iterator[ServeCall]:
    positional = [each for each in _arguments(call) if each.type != "keyword_argument"]
    keywords: dict[str, Node] = {}
    for each in _arguments(call):
        key, value = each.child_by_field_name("name"), each.child_by_field_name("value")
        if each.type == "keyword_argument" and key is not None and value is not None:
            keywords[source.text(key)] = value
    splats = (each for each in _arguments(call) if each.type in ("dictionary_splat", "list_splat"))
    more = next(splats, None)
    if name == "connect":
        apps = keywords.get("apps") or (positional[0] if positional else None)
        inner = _literal(source, unwrap(apps)) if apps is not None else None
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
