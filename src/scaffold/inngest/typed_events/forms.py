"""The forms typed events are written in, and what is shared by reading and writing them."""

from collections.abc import Collection, Iterator
from typing import Literal, NamedTuple, Protocol

from scaffold.code.bindings import Origin
from scaffold.code.links import Links, callee
from scaffold.code.outline import CallSite, Outline
from scaffold.errors import ScaffoldError
from scaffold.inngest.typed_events.fields import Field
from scaffold.syntax.files import Files
from scaffold.syntax.imports import imports
from scaffold.syntax.modules import Modules
from scaffold.syntax.source import Source
from scaffold.syntax.tree import Node
from scaffold.syntax.wrappers import bare

Form = Literal["event-type", "record", "schemas", "union", "pydantic"]


class EventDefinition(NamedTuple):
    """A typed event as its project declares it.

    `symbol` is what code imports, empty for the entries of a record or a union. `fields` are
    the fields whose types we have a word for, None when the shape is not to be seen; `complete`
    is false when a required field is missing from them.
    """

    name: str
    symbol: str
    path: str
    form: Form
    fields: tuple[Field, ...] | None = None
    complete: bool = True
    exported: bool = True


class EventModule(NamedTuple):
    """A file that takes new typed events.

    `container` names the type or the record that holds the entries, or the Python base class;
    empty for `eventType` constants and for a type written inside the client's call.
    """

    path: str
    form: Form
    container: str
    names: tuple[str, ...]


class FoundEvent(NamedTuple):
    """A definition and the node that would go if it were removed."""

    definition: EventDefinition
    source: Source
    node: Node


Shape = tuple[tuple[Field, ...] | None, bool]
UNSEEN: Shape = (None, False)


class Project(Links, Protocol):
    """A project as a `Codebase` gives it."""

    @property
    def files(self) -> Files: ...

    @property
    def modules(self) -> Modules: ...

    def outline(self, path: str) -> Outline | None:
        """Return the outline of a file, None when it cannot be read."""
        ...


class Reader:
    """Parses the files of a project as they are now, and follows names between them."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.files = project.files
        self.modules = project.modules

    def source(self, path: str) -> Source | None:
        """Return a file parsed, None when it cannot be read."""
        return self.modules.source(path)

    def sites(self, source: Source) -> Iterator[tuple[CallSite, Origin]]:
        """Yield every call of a file in order, and what it calls."""
        outline = self.project.outline(source.path)
        for site in outline.sites() if outline is not None else ():
            yield site, callee(site, self.project)

    def declaration(self, source: Source, name: str) -> tuple[Source, Node] | None:
        """Return the value or the type behind a name, here or in the module it comes from."""
        node = declaration(source, name)
        if node is not None:
            return source, node
        for imported in imports(source):
            if imported.local == name:
                origin = self.modules.origin(source.path, imported.module, imported.name)
                elsewhere = self.modules.source(origin[0]) if origin else None
                if origin is None or elsewhere is None:
                    return None
                node = declaration(elsewhere, origin[1])
                return (elsewhere, node) if node is not None else None
        return None


def declaration(source: Source, name: str) -> Node | None:
    """Return what a top-level name of a TypeScript file stands for: a value, a type or a body."""
    for statement in source.root.named_children:
        declared = statement
        if statement.type == "export_statement":
            declared = statement.child_by_field_name("declaration") or statement
        if declared.type in ("lexical_declaration", "variable_declaration"):
            for declarator in declared.named_children:
                target = declarator.child_by_field_name("name")
                if target is not None and source.text(target) == name:
                    return declarator.child_by_field_name("value")
            continue
        target = declared.child_by_field_name("name")
        if target is None or source.text(target) != name:
            continue
        if declared.type == "type_alias_declaration":
            return declared.child_by_field_name("value")
        if declared.type in ("interface_declaration", "enum_declaration"):
            return declared.child_by_field_name("body")
    return None


def unwrap(node: Node) -> Node:
    """Return the expression, or the type, inside all that changes nothing about it."""
    node = bare(node)
    while node.type == "parenthesized_type" and node.named_children:
        node = node.named_children[0]
    return node


def called(source: Source, node: Node) -> tuple[str, list[Node]]:
    """Return the text of what a call calls and its arguments; empty for anything else."""
    function = node.child_by_field_name("function")
    arguments = node.child_by_field_name("arguments")
    if node.type not in ("call_expression", "call") or function is None or arguments is None:
        return "", []
    values = [child for child in arguments.named_children if child.type != "comment"]
    return "".join(source.text(bare(function)).split()), values


def pairs(source: Source, node: Node) -> Iterator[tuple[str, Node, Node]]:
    """Yield name, member and value (or type) of each plain member of an object or object type."""
    for member in node.named_children:
        if member.type == "pair":
            key, value = member.child_by_field_name("key"), member.child_by_field_name("value")
        elif member.type == "property_signature":
            key, value = member.child_by_field_name("name"), member.child_by_field_name("type")
            value = value.named_children[0] if value is not None else None
        elif member.type == "enum_assignment":
            key, value = member.child_by_field_name("name"), member.child_by_field_name("value")
        else:
            continue
        if key is not None and value is not None and key.type != "computed_property_name":
            yield literal(source, key) or source.text(key), member, value


def literal(source: Source, node: Node) -> str | None:
    """Return the text of a string literal without escapes or placeholders, else None."""
    if node.type == "literal_type" and node.named_children:
        node = node.named_children[0]
    if node.type not in ("string", "template_string"):
        return None
    content = [child for child in node.named_children if child.type not in _QUOTES]
    if any(child.type not in ("string_fragment", "string_content") for child in content):
        return None
    return "".join(source.text(child) for child in content)


_QUOTES = ("string_start", "string_end")


def walk(node: Node) -> Iterator[Node]:
    """Yield a node and everything below it, in order."""
    pending = [node]
    while pending:
        node = pending.pop()
        yield node
        pending += reversed(node.named_children)


def refuse_unread(source: Source, act: str) -> None:
    """Raise ScaffoldError when a file is not read in full, which makes every edit a guess."""
    if source.has_error:
        where = f"`{source.path}:{source.unread_line}`"
        raise ScaffoldError(
            f"cannot {act}: {where}: the file could not be read in full there",
            f"if that line is wrong, correct it; else {act} yourself; then run this again",
        )


def bound_names(source: Source) -> Collection[str]:
    """Return every name that is bound at the top level of a file."""
    names = {imported.local for imported in imports(source)}
    for statement in source.root.named_children:
        for node in (statement, *statement.named_children):
            name = node.child_by_field_name("name")
            if name is not None:
                names.add(source.text(name))
            for part in node.named_children:
                for field in ("name", "left"):
                    bound = part.child_by_field_name(field)
                    if bound is not None and part.type in _BINDERS:
                        names.add(source.text(bound))
    return names


_BINDERS = ("variable_declarator", "assignment")
