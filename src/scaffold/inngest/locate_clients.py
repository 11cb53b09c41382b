"""The Inngest clients of a repository, and how other files import them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from scaffold.inngest.event_forms import called, literal, pairs, walk
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


@dataclass(frozen=True)
class Client:
    """An Inngest client, and how other files import it.

    `symbol` is the exported name, the local one for a default export; `exported` is empty for a
    client that no other file can import.
    """

    path: str
    symbol: str
    app_id: str | None
    exported: Literal["named", "default", ""]
    language: LanguageName

    @property
    def default(self) -> bool:
        """Whether it is imported without braces."""
        return self.exported == "default"


def find_clients(files: Files, modules: Modules | None = None) -> list[Client]:
    """Return the clients that other files can import; those that none can, when there are none."""
    modules = modules or Modules(files)
    found: dict[tuple[str, str], Client] = {}
    for path, content in program_files(files):
        if not _CONSTRUCTOR.search(content):
            continue
        source = modules.source(path)
        for client in _clients(source) if source is not None else ():
            found.setdefault((client.path, client.symbol), client)
    usable = [client for client in found.values() if client.exported]
    return sorted(
        usable or found.values(), key=lambda client: (client.path.count("/"), client.path)
    )


def program_files(files: Files) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of each source file that is no test."""
    for path in sorted(files.paths()):
        if language_of(path) is not None and not _TEST_PATH.search(path):
            content = files.read(path)
            if content is not None:
                yield path, content


def _clients(source: Source) -> Iterator[Client]:
    constructors = _constructors(source)
    if not constructors:
        return
    table = exports(source)
    for node in walk(source.root):
        if source.language.name == "python":
            name, arguments = called(source, node)
        else:
            name, arguments = _constructed(source, node)
        if name not in constructors:
            continue
        local = _bound_to(source, node)
        if source.language.name == "python":
            if local:
                yield Client(source.path, local, _app_id(source, arguments), "named", "python")
            continue
        app_id = _app_id(source, arguments)
        named = next((key for key, own in table.own.items() if own == local != key), local)
        if local and local in table.own.values() and (local in table.own or named != "default"):
            symbol = local if local in table.own else named
            yield Client(source.path, symbol, app_id, "named", "typescript")
        elif table.own.get("default") == (local or "default"):
            yield Client(source.path, local or "inngest", app_id, "default", "typescript")
        elif local:
            yield Client(source.path, local, app_id, "", "typescript")


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


def _constructed(source: Source, node: Node) -> tuple[str, list[Node]]:
    constructor = node.child_by_field_name("constructor")
    arguments = node.child_by_field_name("arguments")
    if node.type != "new_expression" or constructor is None:
        return "", []
    values = arguments.named_children if arguments is not None else []
    return source.text(constructor), [value for value in values if value.type != "comment"]


def _bound_to(source: Source, node: Node) -> str:
    """The name at module level that a value is bound to, empty when there is none."""
    found = ""
    above = node.parent
    while above is not None:
        if above.type in _SCOPES:
            return ""
        name = above.child_by_field_name(_BINDERS.get(above.type, "")) if not found else None
        if name is not None:
            if name.type != "identifier":
                return ""
            found = source.text(name)
        above = above.parent
    return found


_BINDERS = {"variable_declarator": "name", "assignment": "left", "assignment_expression": "left"}
_SCOPES = (
    "function_definition",
    "function_declaration",
    "function_expression",
    "arrow_function",
    "method_definition",
    "class_definition",
    "class_body",
    "lambda",
)


def _app_id(source: Source, arguments: list[Node]) -> str | None:
    for argument in arguments:
        if argument.type == "object":
            for key, _, value in pairs(source, argument):
                if key == "id":
                    return literal(source, value)
        elif argument.type == "keyword_argument":
            name = argument.child_by_field_name("name")
            given = argument.child_by_field_name("value")
            if name is not None and given is not None and source.text(name) == "app_id":
                return literal(source, given)
    return None
