"""The Inngest clients of a repository, and how other files import them."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from scaffold.inngest.typed_events.forms import called, walk
from scaffold.syntax.exports import exports
from scaffold.syntax.files import Files
from scaffold.syntax.imports import imports
from scaffold.syntax.language import LanguageName, language_of
from scaffold.syntax.modules import Modules
from scaffold.syntax.source import Source
from scaffold.syntax.tree import Node

_TEST_PATH = re.compile(
    r"(^|/)(__tests__|__mocks__|tests?|e2e|fixtures)/|\.(test|spec|d)\.|(^|/)(test_|conftest)[^/]*\.py$"
)
# A call of the client class, or its import under another name.
_CONSTRUCTOR = re.compile(rb"\bInngest\s*(?:\(|<|:|as\b)")


class Client(NamedTuple):
    """An Inngest client, and how other files import it.

    `symbol` is the exported name, the local one for a default export; `exported` is empty for a
    client that no other file can import.
    """

    path: str
    symbol: str
    exported: Literal["named", "default", ""]
    language: LanguageName

    @property
    def default(self) -> bool:
        """Whether it is imported without braces."""
        return self.exported == "default"


class HiddenClient(NamedTuple):
    """A client that is made where no other file can reach it: `inside` a class, for one."""

    path: str
    line: int
    inside: str
    language: LanguageName


def find_clients(files: Files, modules: Modules | None = None) -> list[Client]:
    """Return the clients that other files can import; those that none can, when there are none."""
    modules = modules or Modules(files)
    found: dict[tuple[str, str], Client] = {}
    for source in _sources(files, modules):
        for client in _clients(source):
            found.setdefault((client.path, client.symbol), client)
    usable = [client for client in found.values() if client.exported]
    return sorted(
        usable or found.values(), key=lambda client: (client.path.count("/"), client.path)
    )


def hidden_clients(files: Files, modules: Modules) -> list[HiddenClient]:
    """Return the clients that are made inside a class, a function or an object."""
    found = []
    for source in _sources(files, modules):
        for node in _constructions(source):
            inside = next((_SCOPES[each.type] for each in _above(node) if each.type in _SCOPES), "")
            if inside and _given_to_module(source, node) is None:
                line = source.position(node.start_byte)[0]
                found.append(HiddenClient(source.path, line, inside, source.language.name))
    return found


def _sources(files: Files, modules: Modules) -> Iterator[Source]:
    """Yield the files that may make a client."""
    for path, content in program_files(files):
        source = modules.source(path) if _CONSTRUCTOR.search(content) else None
        if source is not None:
            yield source


def program_files(files: Files) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of each source file that is no test."""
    for path in sorted(files.paths()):
        if language_of(path) is not None and not _TEST_PATH.search(path):
            content = files.read(path)
            if content is not None:
                yield path, content


def _clients(source: Source) -> Iterator[Client]:
    table = exports(source)
    for node in _constructions(source):
        given = _given_to_module(source, node)
        if given is None:
            continue
        local = _bound_to(source, given)
        if source.language.name == "python":
            if local:
                yield Client(source.path, local, "named", "python")
            continue
        named = next((key for key, own in table.own.items() if own == local != key), local)
        if local and local in table.own.values() and (local in table.own or named != "default"):
            symbol = local if local in table.own else named
            yield Client(source.path, symbol, "named", "typescript")
        elif table.own.get("default") == (local or "default"):
            yield Client(source.path, local or "inngest", "default", "typescript")
        elif local:
            yield Client(source.path, local, "", "typescript")


def _constructions(source: Source) -> Iterator[Node]:
    """Yield every call that makes a client."""
    constructors = _constructors(source)
    for node in walk(source.root) if constructors else ():
        python = source.language.name == "python"
        name = called(source, node)[0] if python else _constructed(source, node)
        if name in constructors:
            yield node


def _constructors(source: Source) -> set[str]:
    """What this file calls the SDK's client class."""
    names = set()
    for imported in imports(source):
        if imported.module in ("inngest", "npm:inngest") and not imported.type_only:
            if imported.name == "Inngest":
                names.add(imported.local)
            elif imported.name in ("*", "default"):
                names.add(f"{imported.local}.Inngest")
    return names


def _constructed(source: Source, node: Node) -> str:
    constructor = node.child_by_field_name("constructor")
    if node.type != "new_expression" or constructor is None:
        return ""
    return source.text(constructor)


def _above(node: Node) -> Iterator[Node]:
    """Yield what is around a node, innermost first."""
    above = node.parent
    while above is not None:
        yield above
        above = above.parent


def _given_to_module(source: Source, node: Node) -> Node | None:
    """The expression at module level that is the client: itself, or a call of what returns it."""
    scope = next((each for each in _above(node) if each.type in _SCOPES), None)
    if scope is None:
        return node
    if scope.type not in _NAMED_FUNCTIONS or not _is_returned(source, node, scope):
        return None
    name = scope.child_by_field_name("name")
    binder = scope.parent
    if name is None and binder is not None and binder.type == "variable_declarator":
        name = binder.child_by_field_name("name")
    calls = [
        call
        for call in walk(source.root)
        if name is not None and called(source, call)[0] == source.text(name)
    ]
    at_top = (each for each in calls if not any(one.type in _SCOPES for one in _above(each)))
    return next((each for each in at_top if _bound_to(source, each)), None)


def _is_returned(source: Source, node: Node, function: Node) -> bool:
    above = node.parent
    while above is not None and above.type in _PASSED_ON:
        node, above = above, above.parent
    if above is not None and above.type == "return_statement":
        return True
    if above == function:
        return function.child_by_field_name("body") == node
    bound = _bound_to(source, node)
    return any(
        each.type == "return_statement"
        and [source.text(one) for one in each.named_children] == [bound]
        for each in walk(function)
    )


def _bound_to(source: Source, node: Node) -> str:
    """The name at module level that a value is bound to, empty when there is none."""
    for above in _above(node):
        name = above.child_by_field_name(_BINDERS.get(above.type, ""))
        # `const inngest = (globalThis.inngest ??= new Inngest(…))` binds the first name.
        if name is not None and name.type not in ("member_expression", "subscript_expression"):
            return source.text(name) if name.type == "identifier" else ""
    return ""


_BINDERS = {
    "variable_declarator": "name",
    "assignment": "left",
    "assignment_expression": "left",
    "augmented_assignment_expression": "left",
}
_NAMED_FUNCTIONS = ("function_definition", "function_declaration", "arrow_function")
_PASSED_ON = ("parenthesized_expression", "as_expression", "satisfies_expression")
# What a client may be made in, so that its module has no name for it.
_SCOPES = {
    "function_definition": "a function",
    "function_declaration": "a function",
    "function_expression": "a function",
    "generator_function_declaration": "a function",
    "arrow_function": "a function",
    "method_definition": "a method",
    "class_definition": "a class",
    "class_body": "a class",
    "lambda": "a function",
    "pair": "an object",
}
