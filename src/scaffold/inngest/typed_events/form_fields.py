"""The fields of an event read from code: a zod object, a TypeScript type, a pydantic model."""

from collections.abc import Callable

from scaffold.inngest.typed_events.fields import Field, FieldType
from scaffold.inngest.typed_events.forms import UNSEEN, Reader, Shape, called, pairs, unwrap
from scaffold.syntax.source import Source
from scaffold.syntax.tree import Node
from scaffold.syntax.wrappers import bare

_Read = Callable[[str, Node, Node], tuple[Field | None, bool]]

_DEEPEST = 8  # aliases of aliases; a type may name itself

_ZOD: dict[str, FieldType] = {
    "string": "str",
    "number": "float",
    "int": "int",
    "boolean": "bool",
    "iso.datetime": "datetime",
}
_TYPESCRIPT: dict[str, FieldType] = {"string": "str", "number": "float", "boolean": "bool"}
_PYTHON: dict[str, FieldType] = {
    "str": "str",
    "int": "int",
    "float": "float",
    "bool": "bool",
    "AwareDatetime": "datetime",
    "datetime": "datetime",
}


def from_schema(reader: Reader, source: Source, node: Node, depth: int = 0) -> Shape:
    """Return the fields of a schema: `z.object({…})`, `staticSchema<T>()`, or a name for one."""
    node = unwrap(node)
    if node.type == "identifier" and depth < _DEEPEST:
        there = reader.declaration(source, source.text(node))
        return from_schema(reader, *there, depth + 1) if there else UNSEEN
    name, arguments = called(source, node)
    types = node.child_by_field_name("type_arguments")
    shape = bare(arguments[0]) if arguments and name.endswith(".object") else None
    is_object = shape is not None and shape.type == "object"
    if types is not None and types.named_children and not is_object:
        return from_type(reader, source, types.named_children[0])
    if shape is not None and is_object:
        return _collect(source, shape, lambda key, _, value: _zod(source, key, value))
    return UNSEEN


def from_type(reader: Reader, source: Source, node: Node, depth: int = 0) -> Shape:
    """Return the fields of an object type, written here or behind a name."""
    node = unwrap(node)
    if node.type == "type_identifier" and depth < _DEEPEST:
        there = reader.declaration(source, source.text(node))
        return from_type(reader, *there, depth + 1) if there else UNSEEN
    if node.type in ("object_type", "interface_body"):
        return _collect(source, node, lambda key, member, value: _type(source, key, member, value))
    return UNSEEN


def from_class(source: Source, body: Node) -> Shape:
    """Return the fields of a pydantic model, from the block of its class."""
    fields, complete = [], True
    for statement in body.named_children:
        part = statement.named_children[0] if statement.named_children else statement
        name, annotation = part.child_by_field_name("left"), part.child_by_field_name("type")
        if part.type != "assignment" or name is None or annotation is None:
            continue
        kind = source.text(annotation)
        if "ClassVar" in kind:
            continue
        has_default = part.child_by_field_name("right") is not None
        field = _python(source.text(name), kind, has_default)
        if field is None:
            complete = complete and has_default
        else:
            fields.append(field)
    return tuple(fields), complete


def _collect(source: Source, node: Node, read: _Read) -> Shape:
    fields, complete = [], True
    members = [child for child in node.named_children if child.type != "comment"]
    seen = 0
    for key, member, value in pairs(source, node):
        seen += 1
        field, required = read(key, member, value)
        if field is not None:
            fields.append(field)
        elif required:
            complete = False
    return tuple(fields), complete and seen == len(members)


def _chain(source: Source, node: Node) -> str:
    """The text of a chain of calls, without spaces, types and what changes nothing."""
    node = bare(node)
    function, arguments = (node.child_by_field_name(each) for each in ("function", "arguments"))
    if function is not None and arguments is not None:
        return _chain(source, function) + "".join(source.text(arguments).split())
    inner, name = (node.child_by_field_name(each) for each in ("object", "property"))
    if node.type == "member_expression" and inner is not None and name is not None:
        return f"{_chain(source, inner)}.{source.text(name)}"
    return "".join(source.text(node).split())


def _zod(source: Source, key: str, value: Node) -> tuple[Field | None, bool]:
    text = _chain(source, value)
    optional = many = False
    for suffix in (".optional()", ".nullish()"):
        if text.endswith(suffix):
            text, optional = text.removesuffix(suffix), True
    if text.endswith(".array()"):
        text, many = text.removesuffix(".array()"), True
    prefix, _, rest = text.partition(".")
    if rest.startswith("array(") and rest.endswith(")"):
        many, rest = True, rest[6:-1].removeprefix(f"{prefix}.")
    rest = rest.replace("number().int()", "int()").replace("string().datetime(", "iso.datetime(")
    rest = rest.replace("datetime({offset:true})", "datetime()")
    kind = _ZOD.get(rest.removesuffix("()"))
    found = Field(key, kind, optional, many) if kind and rest.endswith("()") else None
    return found, not optional


def _type(source: Source, key: str, member: Node, value: Node) -> tuple[Field | None, bool]:
    optional = any(child.type == "?" for child in member.children)
    text = "".join(source.text(value).split())
    many = text.endswith("[]") or (text.startswith("Array<") and text.endswith(">"))
    if many:
        text = text.removesuffix("[]").removeprefix("Array<").removesuffix(">")
    kind = _TYPESCRIPT.get(text)
    return (Field(key, kind, optional, many) if kind else None), not optional


def _python(name: str, annotation: str, has_default: bool) -> Field | None:
    text = "".join(annotation.split())
    if text.startswith("Optional[") and text.endswith("]"):
        text = text[9:-1]
    text = text.removesuffix("|None")
    many = text.startswith(("list[", "List[")) and text.endswith("]")
    if many:
        text = text[5:-1]
    kind = _PYTHON.get(text.rpartition(".")[2])
    return Field(name, kind, has_default, many) if kind else None
