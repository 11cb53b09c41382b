"""Classes that hold what is known of a file: of each, a file has hundreds.

`record` makes of declared fields what `dataclasses.dataclass(slots=True, eq=False)` does. That
module loads `inspect`, `ast`, `dis` and `tokenize` for more than this, and an editor's hook, which
needs none of it, would take a seventh longer.
"""

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar, dataclass_transform

T = TypeVar("T")
_REQUIRED: Any = object()


class _Field(NamedTuple):
    default: Any = _REQUIRED
    factory: Callable[[], Any] | None = None
    init: bool = True
    kw_only: bool = False

    @property
    def is_required(self) -> bool:
        return self.default is _REQUIRED and self.factory is None


def field(
    *, default_factory: Callable[[], Any] | None = None, init: bool = True, kw_only: bool = False
) -> Any:
    """Return what says of a field how it is filled, where that is not by a plain default."""
    return _Field(_REQUIRED, default_factory, init, kw_only)


@dataclass_transform(eq_default=False, field_specifiers=(field,))
def record(cls: type[T]) -> type[T]:
    """Return the class with slots for its fields, and an `__init__` that takes them in order."""
    members = dict(cls.__dict__)
    fields: dict[str, _Field] = {}
    for base in reversed(cls.__mro__[1:]):
        fields |= getattr(base, "__fields__", {})
    held = {name for base in cls.__mro__[1:] for name in getattr(base, "__slots__", ())}
    for name in cls.__annotations__:
        default = members.pop(name, _REQUIRED)
        fields[name] = default if isinstance(default, _Field) else _Field(default)
    for name in ("__dict__", "__weakref__"):
        members.pop(name, None)
    members["__slots__"] = tuple(name for name in cls.__annotations__ if name not in held)
    members["__fields__"] = fields
    members["__init__"] = _init(fields, "__post_init__" in members)
    return type(cls)(cls.__name__, cls.__bases__, members)  # type: ignore[misc,no-any-return]


def _init(fields: dict[str, _Field], goes_on: bool) -> Callable[..., None]:
    """An `__init__` of its own: what fills any class from a table takes three times as long."""
    given = {name: each for name, each in fields.items() if each.init}
    known = {f"_{name}": each.factory or each.default for name, each in given.items()}
    takes = [_parameter(name, each) for name, each in given.items() if not each.kw_only]
    named = [_parameter(name, each) for name, each in given.items() if each.kw_only]
    lines = [f"def __init__({', '.join(['self', *takes, *(['*', *named] if named else [])])}):"]
    for name, each in given.items():
        new = f" if {name} is not _REQUIRED else _{name}()" if each.factory is not None else ""
        lines.append(f"    self.{name} = {name}{new}")
    lines += ["    self.__post_init__()"] if goes_on else []
    made: dict[str, Any] = {}
    exec("\n".join(lines), {"_REQUIRED": _REQUIRED, **known}, made)
    return made["__init__"]  # type: ignore[no-any-return]


def _parameter(name: str, its: _Field) -> str:
    if its.is_required:
        return name
    return f"{name}=_REQUIRED" if its.factory is not None else f"{name}=_{name}"
