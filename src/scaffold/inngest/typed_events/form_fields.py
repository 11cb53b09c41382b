"""The fields of an event read from code: a zod object, a TypeScript type, a pydantic model."""

from collections.abc import Callable

from scaffold.code.expressions import Entry, Expr
from scaffold.code.outline import Body
from scaffold.code.types import Property, Type, declared_as, type_arguments
from scaffold.code.walk import outline
from scaffold.inngest.typed_events.fields import Field, FieldType
from scaffold.inngest.typed_events.forms import UNSEEN, Reader, Shape, pairs

_Read = Callable[[str, Entry | Property, Expr | Type], tuple[Field | None, bool]]

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


def from_schema(reader: Reader, schema: Expr, depth: int = 0) -> Shape:
    """Return the fields of a schema: `z.object({…})`, `staticSchema<T>()`, or a name for one."""
    if schema.kind == "name" and depth < _DEEPEST:
        there = reader.declared(schema)
        means = there.means if there is not None else None
        return from_schema(reader, means, depth + 1) if isinstance(means, Expr) else UNSEEN
    callee = schema.callee
    is_object = callee is not None and callee.kind == "member" and callee.name == "object"
    if is_object and schema.arguments and schema.arguments[0].kind == "object":
        return _collect(schema.arguments[0], _zod)
    site = outline(schema.source).site(schema)
    types = type_arguments(site) if site is not None else ()
    return from_type(reader, types[0]) if types else UNSEEN


def from_type(reader: Reader, given: Type, depth: int = 0) -> Shape:
    """Return the fields of an object type, written here or behind a name."""
    if given.kind == "name" and depth < _DEEPEST:
        there = reader.declared(given)
        means = there.means if there is not None else None
        return from_type(reader, means, depth + 1) if isinstance(means, Type) else UNSEEN
    return _collect(given, _type) if given.kind == "object" else UNSEEN


def from_class(owner: Body) -> Shape:
    """Return the fields of a pydantic model."""
    fields, complete = [], True
    for each in owner.bindings.values():
        annotation = declared_as(each)
        if annotation is None or "ClassVar" in annotation.text:
            continue
        has_default = each.initial is not None
        field = _python(each.name, annotation.text, has_default)
        if field is None:
            complete = complete and has_default
        else:
            fields.append(field)
    return tuple(fields), complete


def _collect(holder: Expr | Type, read: _Read) -> Shape:
    fields, complete = [], True
    members = holder.entries if isinstance(holder, Expr) else holder.properties
    seen = 0
    for key, member, value in pairs(holder):
        seen += 1
        field, required = read(key, member, value)
        if field is not None:
            fields.append(field)
        elif required:
            complete = False
    return tuple(fields), complete and seen == len(members)


def _chain(value: Expr) -> str:
    """The text of a chain of calls, without spaces, types and what changes nothing."""
    if value.callee is not None:
        return f"{_chain(value.callee)}({','.join(map(_chain, value.arguments))})"
    if value.kind == "member" and value.inner is not None:
        return f"{_chain(value.inner)}.{value.name}"
    return "".join(value.text.split())


def _zod(key: str, member: Entry | Property, value: Expr | Type) -> tuple[Field | None, bool]:
    text = _chain(value) if isinstance(value, Expr) else ""
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


def _type(key: str, member: Entry | Property, value: Expr | Type) -> tuple[Field | None, bool]:
    optional = isinstance(member, Property) and member.is_optional
    text = "".join(value.text.split())
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
