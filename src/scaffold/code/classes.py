"""Classes: those at the top of a file, what they extend, and which one an object is of."""

from collections.abc import Iterator
from typing import NamedTuple

from scaffold.code.attributes import declared_class
from scaffold.code.bindings import resolve
from scaffold.code.inheritance import base_class, bases, member, with_bases
from scaffold.code.links import Links, callee, dotted_value
from scaffold.code.outline import Body, CallSite, Outline
from scaffold.code.types import returned_type
from scaffold.code.values import Value

_DEPTH = 6
# What a model is made by, beside a call of its class.
_MADE_BY = frozenset(
    {"model_validate", "model_validate_json", "model_validate_strings", "model_construct",
     "parse_obj", "parse_raw", "from_dict", "from_json"}
)  # fmt: skip
_FIELDLESS = frozenset({"BaseModel", "ABC", "Generic", "Protocol", "object"})
_SELF = frozenset({"Self", "typing.Self", "typing_extensions.Self"})


class Object(NamedTuple):
    """An object of one of the project's classes, and the call of the class that makes it."""

    owner: Body
    made_by: CallSite | None = None


def classes_of(outline: Outline) -> Iterator[Body]:
    """Yield the classes that stand at the top of a file, in order."""
    return (each for each in outline.bodies if each.kind == "class" and _is_at_top(each))


def class_named(outline: Outline, name: str) -> Body | None:
    """Return the class of a name at the top of a file."""
    found = outline.module.own(name)
    owner = found.function if found is not None and found.kind == "class" else None
    return owner if owner is not None and _is_at_top(owner) else None


def _is_at_top(owner: Body) -> bool:
    module = owner.outline.module
    statement = module.statement_at(owner) if owner.parent is module else None
    return statement is not None and statement.parent is None


def files_of(outline: Outline, symbol: str, links: Links) -> list[Outline] | None:
    """Return the files that a model and what it extends stand in.

    None when it extends something that is neither the project's nor without fields of its own.
    """
    found = resolve(outline.module, symbol)
    if found.kind != "class" or found.target is None:
        return None
    outlines: list[Outline] = []
    for each in with_bases(found.target, links):
        outlines.append(each.outline)
        for base in bases(each):
            last = base.dotted.rpartition(".")[2]
            if base_class(each, base, links) is None and last not in _FIELDLESS:
                return None
    return outlines


def constructor_of(owner: Body, links: Links) -> Body | None:
    """Return what runs when an object of a class is made, of what it extends too."""
    name = "__init__" if owner.outline.language == "python" else "constructor"
    found = member(owner, name, links)
    return found.function if found is not None else None


def fields_of(owner: Body, links: Links) -> list[str]:
    """Return the names that a class declares, those of what it extends first."""
    classes = reversed(list(with_bases(owner, links)))
    declared = (each for one in classes for each in one.bindings.values() if each.kind == "value")
    return list(dict.fromkeys(each.name for each in declared))


def object_of(value: Value, depth: int = 0) -> Object | None:
    """Return the project's class that a value is an object of, None when it is not known."""
    origin = value.origin
    if depth > _DEPTH or origin.attrs:
        return None
    if origin.kind == "param" and value.resolved is not value:
        return object_of(value.resolved, depth + 1)
    if origin.kind == "self" and origin.body is not None:
        return Object(origin.body)
    if origin.site is not None:
        found = _made(origin.site, value.links, depth)
        if found is not None:
            return found
    if origin.kind == "instance" and origin.target is not None:
        return Object(origin.target)
    binding = origin.binding
    declared = binding is not None and not binding.path and binding.kind in ("param", "value")
    owner = declared_class(binding, value.links) if declared and binding is not None else None
    return Object(owner) if owner is not None else None


def _made(site: CallSite, links: Links, depth: int) -> Object | None:
    """`UserCreated(…)`, `UserCreated.model_validate(…)`, `UserCreated.of(row)`, `created(row)`."""
    made_by = callee(site, links)
    if made_by.klass is not None:
        return Object(made_by.klass, site)
    owner, maker = made_by.target if made_by.kind == "class" else None, made_by.function
    if owner is not None and len(made_by.attrs) == 1:
        found = member(owner, made_by.attrs[0], links)
        maker = found.function if found is not None else None
        if found is None:
            return Object(owner) if made_by.attrs[0] in _MADE_BY else None
    if maker is None:
        return None
    said = _returns(maker)
    if said in _SELF:
        around = owner or maker.parent
        return Object(around) if around is not None and around.kind == "class" else None
    if said:
        named = dotted_value(maker, said, links).klass
        if named is not None:
            return Object(named)
    if len(maker.returned) != 1:
        return None
    return object_of(Value(maker.returned[0], maker, links), depth + 1)


def _returns(maker: Body) -> str:
    """The type that a function says it returns, where that is one name."""
    given = returned_type(maker)
    name = given.text.strip("\"'") if given is not None else ""
    return name if name.replace(".", "").isidentifier() else ""
