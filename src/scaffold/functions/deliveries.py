"""What the route of a webhook reads of a delivery: by the provider's names first, then by ours."""

import copy
import datetime
import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from scaffold.errors import ScaffoldError
from scaffold.inngest.typed_events.fields import Field
from scaffold.kinds import Choice, Spelling
from scaffold.names import Language, words

# What a delivery itself says: its ID, where what it is about has none, and its type.
_OF_THE_DELIVERY = ("id", "type")


class Reading(NamedTuple):
    """How one field of the event is read."""

    field: Field
    names: tuple[str, ...]
    """Paths in the body, the better first."""
    path: str | None
    """The first of them, where it is the provider's and known."""
    may_be_null: bool
    """Whether the provider says that it may be null there."""
    is_certain: bool
    """Whether every delivery has it."""
    sample: object
    """What a test's delivery comes to."""


class Delivery(NamedTuple):
    """What a provider sends, as the templates of its route see it."""

    about: str
    """What it is about, for a sentence."""
    readings: tuple[Reading, ...]
    body: Mapping[str, object]
    """Such a thing as the provider sends it, with all that the event needs."""
    told: str
    """How those fields get there that the provider has no name for."""

    @property
    def needed(self) -> tuple[Reading, ...]:
        """What an event cannot be made without."""
        return tuple(one for one in self.readings if not one.field.optional)

    @property
    def notes(self) -> tuple[str, ...]:
        """What to tell who asked for the route: which field is read under which name."""
        told = [one for one in self.readings if not one.is_certain]
        known = [_read_from(one) for one in told if one.path is not None]
        own = ", ".join(f"`{one.field.name}`" for one in told if one.path is None)
        notes = [f"the route reads from {self.about}: {', '.join(known)}"] if known else []
        if own:
            notes.append(f"the route reads from {self.told.format(about=self.about, fields=own)}")
        null = [one for one in told if one.may_be_null]
        if null:
            paths = ", ".join(dict.fromkeys(f"`{one.path}`" for one in null))
            optional = ",".join(one.field.name + ":" + _type(one.field) + "?" for one in null)
            notes.append(
                f"{paths} may be null there, and a delivery that lacks what is required makes no "
                f"event: the log says so; with `{optional}` it makes one"
            )
        return tuple(notes)


def delivery_of(
    choice: Choice, kind: str | None, fields: Sequence[Field], language: Language
) -> Delivery:
    """Return what a provider's deliveries of a type hold, all types where none is given.

    Raises ScaffoldError for a field whose type is not the one of what it is called there.
    """
    held = (one for one in choice.spellings if any((kind or "").startswith(t) for t in one.types))
    spelling = next(held, Spelling((), "the delivery", {}))
    readings = tuple(_reading(choice, spelling, field, language) for field in fields)
    body: Any = copy.deepcopy(dict(spelling.body))
    for one in readings:
        if one.path is None and not one.is_certain:
            at = body[choice.own] if choice.own else body
            text = choice.is_text and not isinstance(one.sample, str)
            at[one.field.name] = json.dumps(one.sample) if text else one.sample
    return Delivery(spelling.about, readings, body, choice.told)


def _reading(choice: Choice, spelling: Spelling, field: Field, language: Language) -> Reading:
    snake = "_".join(words(field.name))
    ours = _spelled(field)
    is_certain = snake in choice.always or (
        snake in _OF_THE_DELIVERY and field.type == "str" and not field.list
    )
    said = spelling.names.get(snake, "").split()
    same = next((name for name in ours if name in spelling.body), None)
    paths = [one for one in said if _may_be(field, _at(spelling.body, one.rstrip("?")))]
    if not paths and same is not None and not is_certain:
        if not _may_be(field, spelling.body[same]):
            raise ScaffoldError(
                f"`{same}` of {spelling.about} is {_type_of(spelling.body[same])}: no delivery has "
                f"a `{field.name}` of the type `{_type(field)}`",
                f"give `{field.name}` that type in `--data`, or choose another name",
            )
        paths = [same]
    known = paths[0] if paths and _at(spelling.body, paths[0].rstrip("?")) is not None else None
    path = known.rstrip("?") if known is not None else None
    return Reading(
        field=field,
        names=tuple(dict.fromkeys([*(one.rstrip("?") for one in paths), *ours])),
        path=path,
        may_be_null=known is not None and known.endswith("?") and not field.optional,
        is_certain=is_certain,
        sample=_sample(field, _at(spelling.body, path) if path is not None else None, language),
    )


def _spelled(field: Field) -> tuple[str, ...]:
    """A field's name in its own case, then in the other."""
    both = (field.in_language("typescript").name, field.in_language("python").name)
    return tuple(dict.fromkeys([field.name, *both]))


def _at(body: object, path: str) -> Any:
    for name in path.split("."):
        if isinstance(body, Mapping):
            body = body.get(name)
        elif isinstance(body, list) and name.isdigit() and int(name) < len(body):
            body = body[int(name)]
        else:
            return None
    return body


def _may_be(field: Field, value: object) -> bool:
    """Whether a field can hold a value of a provider's; of one that is not known, it may."""
    if value is None:
        return not field.list
    if field.list != isinstance(value, list):
        return False
    several = value if isinstance(value, list) else [value]
    kinds: dict[str, tuple[type, ...]] = {
        "str": (str, int, float), "int": (int,), "float": (int, float), "bool": (bool,),
        "datetime": (int,),
    }  # fmt: skip
    if field.type == "datetime" and all(_is_time(one) for one in several):
        return True
    return all(
        isinstance(one, kinds[field.type]) and isinstance(one, bool) == (field.type == "bool")
        for one in several
    )


def _type_of(value: object) -> str:
    if isinstance(value, Mapping):
        return "an object"
    if isinstance(value, list):
        return "a list"
    names = {str: "`str`", bool: "`bool`", int: "`int`", float: "`float`"}
    return names[type(value)]


def _is_time(value: object) -> bool:
    return isinstance(value, str) and value[:4].isdigit() and value.endswith("Z")


def _sample(field: Field, given: Any, language: Language) -> object:
    """What a field is in a test: as the provider gives it, else made up."""
    if given is None:
        noun = [word for word in words(field.name) if word != "id"] or ["id"]
        given = {
            "str": "ada@example.com" if field.name == "email" else f"{noun[-1]}-1",
            "int": 1, "float": 9.5, "bool": True, "datetime": "2026-01-01T00:00:00Z",
        }[field.type]  # fmt: skip
        given = [given] if field.list else given
    several = [_as(field, one, language) for one in (given if field.list else [given])]
    return several if field.list else several[0]


def _as(field: Field, value: Any, language: Language) -> object:
    if field.type == "str":
        return str(value)
    if field.type != "datetime":
        return value
    if isinstance(value, str):
        at = datetime.datetime.fromisoformat(value.replace("Z", "+00:00"))
    else:
        at = datetime.datetime.fromtimestamp(value / (1000 if value > 2e10 else 1), datetime.UTC)
    return at.strftime("%Y-%m-%dT%H:%M:%S" + ("Z" if language == "python" else ".000Z"))


def _read_from(one: Reading) -> str:
    name = f"`{one.field.name}`"
    return name if one.path in _spelled(one.field) else f"{name} from `{one.path}`"


def _type(field: Field) -> str:
    return field.type + "[]" * field.list
