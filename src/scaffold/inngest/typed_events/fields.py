"""The fields of an event's data: the `--data` grammar, and each type in each language."""

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple, get_args

from scaffold.errors import ScaffoldError
from scaffold.names import KEYWORDS, nearest, words
from scaffold.syntax.regexes import regex

FieldType = Literal["str", "int", "float", "bool", "datetime"]
TYPES: tuple[FieldType, ...] = get_args(FieldType)

_EXAMPLE = "write `orderId:str,amount:int,note:str?,tags:str[]`"


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What a field is called that says which time something is about.
PERIODS = _set("period slot minute hour day date week month quarter year")
# Keywords in types and imports only: as names of fields they are common and safe.
_PLAIN_WORDS = _set(
    """
    abstract any boolean declare get infer keyof match module namespace never number object readonly
    require string symbol type unique unknown
    """
)
_SYNONYMS: dict[str, FieldType] = {
    "string": "str",
    "text": "str",
    "uuid": "str",
    "email": "str",
    "number": "float",
    "decimal": "float",
    "double": "float",
    "integer": "int",
    "boolean": "bool",
    "date": "datetime",
    "timestamp": "datetime",
}
_FIELD = regex(r"([^:]*):([A-Za-z]*)(\[\])?(\?)?(.*)", re.DOTALL)
_NAME = regex(r"[A-Za-z][A-Za-z0-9]*(?:[_-][A-Za-z0-9]+)*")
_LONGEST_NAME = 40
# Attributes of a pydantic model, of our event models, and type names used beside the fields.
_TAKEN = _set(
    """
    bool construct copy datetime dict event_name fields float from_event from_orm int json list
    parse parse_obj parse_raw schema schema_json set str to_event update_forward_refs validate
    constructor proto prototype to_json to_string value_of
    """
)


class Field(NamedTuple):
    """One field of an event's data."""

    name: str
    type: FieldType
    optional: bool = False
    list: bool = False

    def in_language(self, language: Literal["typescript", "python"]) -> "Field":
        """Return the field named in the language's case: `userId`, `user_id`."""
        first, *rest = words(self.name)
        if language == "python":
            return self._replace(name="_".join([first, *rest]))
        return self._replace(name=first + "".join(word.capitalize() for word in rest))

    @property
    def zod(self) -> str:
        """The field's schema for zod 4."""
        types = {
            "str": "z.string()",
            "int": "z.int()",
            "float": "z.number()",
            "bool": "z.boolean()",
            "datetime": "z.iso.datetime({ offset: true })",
        }
        schema = f"z.array({types[self.type]})" if self.list else types[self.type]
        return f"{schema}.optional()" if self.optional else schema

    @property
    def zod_3(self) -> str:
        """The field's schema for zod 3, which has no `z.int()` and no `z.iso`."""
        return self.zod.replace("z.int()", "z.number().int()").replace(
            "z.iso.datetime(", "z.string().datetime("
        )

    @property
    def typescript(self) -> str:
        """The field's type in TypeScript; a date is the string that JSON carries."""
        types = {"str": "string", "int": "number", "float": "number", "bool": "boolean"}
        name = types.get(self.type, "string")
        return f"{name}[]" if self.list else name

    @property
    def python(self) -> str:
        """The field's type in a pydantic model, with its default when it is optional."""
        name: str = "AwareDatetime" if self.type == "datetime" else self.type
        if self.list:
            name = f"list[{name}]"
        return f"{name} | None = None" if self.optional else name


def parse_fields(text: str, flag: str = "--data") -> tuple[Field, ...]:
    """Return the fields of an option's value, named as the user wrote them.

    Raises ScaffoldError for anything the grammar does not have, and for names that break a model.
    """
    if not text.strip():
        raise ScaffoldError(f"`{flag}` is empty", _EXAMPLE)
    fields: list[Field] = []
    for part in text.split(","):
        field = _parse_field(part.strip(), text, flag)
        for other in fields:
            if words(other.name) == words(field.name):
                raise ScaffoldError(
                    f"`{flag}` has the field `{field.name}` twice", "name each field once"
                )
        fields.append(field)
    return tuple(fields)


def in_language(
    fields: Iterable[Field], language: Literal["typescript", "python"]
) -> tuple[Field, ...]:
    """Return the fields named in the language's case."""
    return tuple(field.in_language(language) for field in fields)


def key_field(fields: Iterable[Field]) -> Field | None:
    """Return the field that tells one event from another, a required single string.

    An ID before any other, and the time that something is about only where nothing else is there.
    """
    strings = [each for each in fields if is_text(each)]
    named = [each for each in strings if words(each.name)[-1] == "id"]
    others = [each for each in strings if each.name not in PERIODS]
    return next(iter([*named, *others, *strings]), None)


def is_text(field: Field) -> bool:
    """Whether a field is a required single string."""
    return field.type == "str" and not field.optional and not field.list


def _parse_field(part: str, text: str, flag: str) -> Field:
    match = _FIELD.fullmatch(part)
    if match is None:
        what = f"the field `{part}` has no type" if part else f"there is an empty field in `{text}`"
        raise ScaffoldError(f"cannot read `{flag}`: {what}", _EXAMPLE)
    name, type_name, many, optional, rest = match.groups()
    name = name.strip()
    _refuse_name(name, flag)
    found = next((known for known in TYPES if known == type_name), None)
    if found is None or rest:
        spelled = part.partition(":")[2]
        guess = nearest(type_name, TYPES) or _SYNONYMS.get(type_name.lower())
        raise ScaffoldError(
            f"cannot read `{flag}`: `{spelled}` is not a type of the field `{name}`",
            f"did you mean `{guess}`?"
            if guess and found is None
            else f"a type is one of {', '.join(f'`{known}`' for known in TYPES)}, then `[]` for "
            "a list, then `?` for optional",
        )
    return Field(name, found, optional=bool(optional), list=bool(many))


def _refuse_name(name: str, flag: str) -> None:
    if not _NAME.fullmatch(name) or len(name) > _LONGEST_NAME:
        raise ScaffoldError(
            f"cannot read `{flag}`: `{name[:60]}` is not a field name",
            "a field name is a letter, then letters, digits and `_`, at most "
            f"{_LONGEST_NAME} characters",
        )
    snake = "_".join(words(name))
    if snake in _TAKEN or snake in KEYWORDS - _PLAIN_WORDS or snake.startswith("model_"):
        raise ScaffoldError(
            f"cannot read `{flag}`: the field name `{name}` is reserved in TypeScript, Python or "
            "pydantic",
            f"say what it is: `{name}Value`",
        )
