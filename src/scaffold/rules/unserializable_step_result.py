"""Return plain JSON from a step: no datetime, set, dataclass or pydantic model.

The Python SDK raises `OutputUnserializableError` for anything else, also inside of a dict or list,
and does not retry: the run fails although the work was done. Return `.model_dump(mode="json")` or
an ISO string, or give the client the `PydanticSerializer` and the step an `output_type`.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from scaffold.code.attributes import method_called
from scaffold.code.bindings import Origin, resolve, resolve_expr
from scaffold.code.expressions import Expr
from scaffold.code.inheritance import bases, heads
from scaffold.code.links import callee, settle
from scaffold.code.merging import returned_at
from scaffold.code.outline import Body, CallSite
from scaffold.code.types import Type, returned_type
from scaffold.code.values import Value
from scaffold.inngest.effects.names import method_of
from scaffold.inngest.facts import Function, Step
from scaffold.rules._library_results import ROWS, is_bytes, unfit_result
from scaffold.rules._rule import Diagnostic, Example, report
from scaffold.rules._step_results import handed_over, makers, places
from scaffold.syntax.regexes import regex

SEVERITY = "error"
EXAMPLES = [
    Example(
        "python",
        invalid="""
        import datetime
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(
            fn_id="remind", trigger=inngest.TriggerEvent(event="cart/left")
        )
        async def remind(ctx: inngest.Context) -> None:
            async def pick_day() -> datetime.datetime:
                return datetime.datetime.now(datetime.UTC)  # error

            await ctx.step.run("pick-day", pick_day)
        """,
        valid="""
        import datetime
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(
            fn_id="remind", trigger=inngest.TriggerEvent(event="cart/left")
        )
        async def remind(ctx: inngest.Context) -> None:
            async def pick_day() -> str:
                return datetime.datetime.now(datetime.UTC).isoformat()

            await ctx.step.run("pick-day", pick_day)
        """,
    ),
]
_TYPES = frozenset(
    {"datetime.datetime", "datetime.date", "datetime.timedelta", "datetime.time",
     "decimal.Decimal", "uuid.UUID", "set", "frozenset", "bytes", "pathlib.Path"}
)  # fmt: skip
_SETS = frozenset({"set", "frozenset", "typing.Set", "typing.FrozenSet", "collections.abc.Set"})
_HOLDERS = frozenset({"dict", "list", "tuple", "Dict", "List", "Mapping", "Optional", "Sequence",
                      "Tuple"})  # fmt: skip
_MODELS = ("pydantic.BaseModel", "pydantic.main.BaseModel", "sqlmodel.SQLModel")
_MAKE_A_MODEL = frozenset(
    {"from_orm", "model_construct", "model_validate", "model_validate_json",
     "model_validate_strings", "parse_obj", "parse_raw"}
)  # fmt: skip
_MAKE_IT_PLAIN = frozenset({"dict", "hex", "isoformat", "json", "model_dump", "model_dump_json"})
_PLAIN_BASES = frozenset({"object", "abc.ABC", "typing.Protocol", "typing.Generic"})
_ROWS_OF = (
    "sqlalchemy.orm.DeclarativeBase", "sqlalchemy.orm.declarative_base()",
    "sqlalchemy.ext.declarative.declarative_base()", "flask_sqlalchemy.SQLAlchemy().Model",
    "django.db.models.Model", "mongoengine.Document", "peewee.Model", "tortoise.models.Model",
)  # fmt: skip
_OF_DICT = frozenset({"items", "keys", "values"})
_TAKES_OUT = frozenset({"clear", "pop", "popitem", "remove", "update"})
_BYTES = regex(r"[rR]?[bB][rR]?[\"']")
_ENCODING = regex(r"utf-?8|ascii|latin-?1|utf-16", re.IGNORECASE)
# Whose values give others of their kind when they are added or subtracted.
_COUNTED = frozenset({"datetime", "decimal", "pathlib", "bytes", "django"})
_DEPTH = 4


class _Unfit(NamedTuple):
    """What JSON cannot hold, as a message calls it; `name` is its full name, where it has one."""

    said: str
    name: str = ""
    is_inside: bool = False

    @property
    def text(self) -> str:
        """What it is, and whether it is inside of another value."""
        return f"{self.said} inside of another value" if self.is_inside else self.said

    @property
    def is_counted(self) -> bool:
        """Whether `+`, `-` and `/` give a value of its kind."""
        return self.name.partition(".")[0] in _COUNTED


def check(function: Function) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each value that JSON cannot hold, of a step or of the whole run."""
    for step in function.steps:
        if step.kind != "run" or "output_type" in step.site.keywords:
            continue
        site = handed_over(step)
        what = (_unfit_call(site, function) or _unfit_made(site, function)) if site else None
        if what is not None:
            yield _report(step, Value(step.site.args[1], step.site.body, function.links), what)
        found: list[Diagnostic] = []
        for maker, chain in makers(function, step, returned=True):
            told = [
                _report(step, *each)._replace(chain=places(chain))
                for each in _unfit_of(maker, function)
            ]
            found = told or found  # the helper that makes it says it best
        yield from found
        if not found:
            yield from _by_annotation(step, function)
    if function.handler is not None and "output_type" not in function.site.keywords:
        for each in _unfit_of(function.handler, function):
            yield _report(None, *each)


def _unfit_of(body: Body, function: Function) -> Iterator[tuple[Value, _Unfit]]:
    """What a function returns that JSON cannot hold, each with what it is."""
    for value in _returned(body, function):
        unfit = _unfit_part(value, function)
        if unfit is not None:
            yield unfit


def _report(step: Step | None, at: Value, what: _Unfit) -> Diagnostic:
    who = f"the step `{step.id_text}`" if step is not None else "the function"
    return report(
        (at.outline, returned_at(at.body, at.expr)),
        f"{who} returns {what.text}, which JSON cannot hold: it fails",
        'return plain JSON: an ISO string, a list, `.model_dump(mode="json")`',
    )


def _by_annotation(step: Step, function: Function) -> Iterator[Diagnostic]:
    """What a function says that it returns, when what it returns cannot be followed."""
    for maker, chain in makers(function, step, returned=True):
        annotation = returned_type(maker)
        if annotation is None or maker.decorators:
            continue
        values = [value for value in _returned(maker, function) if value.expr.kind != "null"]
        if not values or any(map(_is_plain, values)):
            continue
        what = _unfit_type(annotation, maker.parent or maker, function)
        if what is not None:
            yield _report(step, values[0], what)._replace(chain=places(chain))
            return


def _returned(body: Body, function: Function) -> Iterator[Value]:
    return (Value(node, body, function.links) for node in body.returned)


def _unfit_part(value: Value, function: Function, depth: int = 0) -> tuple[Value, _Unfit] | None:
    """The part of a value that JSON cannot hold, and what it is."""
    if _is_something_else(value):
        return None
    what = _unfit(value, function)
    if what is not None:
        return value, what._replace(is_inside=what.is_inside or depth > 0)
    if depth < _DEPTH:
        for part in _parts(value):
            found = _unfit_part(part, function, depth + 1)
            if found is not None:
                return found
    return None


def _parts(value: Value) -> Iterator[Value]:
    """What a dict, list, tuple or comprehension holds, and what a choice may be."""
    whole = value.resolved
    expr = whole.expr
    if expr.kind == "object":
        yield from whole.entries.values()
    elif expr.kind in ("array", "tuple"):
        yield from whole.elements
    elif expr.gathers in ("array", "object") and expr.gathered is not None:
        binding = whole.outline.binding(expr.gathered)
        is_item = binding is not None and binding.kind == "loop" and not binding.path
        rows = whole.at(expr.sources[0]) if is_item and len(expr.sources) == 1 else None
        made = rows.site if rows is not None else None
        is_row = made is not None and unfit_result(made, whole.links) == ROWS
        yield rows if rows is not None and is_row else whole.at(expr.gathered)
    elif expr.kind == "choice" and not expr.operator:  # `a if b else c`
        yield from whole.choices


def _is_something_else(value: Value) -> bool:
    """Whether a name may hold more than what it is first given, or an item of that."""
    binding = value.outline.binding(value.expr)
    if binding is None or binding.kind in ("function", "class", "import"):
        return False
    if binding.kind != "value":
        return True
    outline = binding.body.outline
    return any(
        not write.attrs or write.attrs[0] == "[]" for write in outline.mutations_of(binding)
    ) or any(
        used.path[-1:] and used.path[-1] in _TAKES_OUT for used in outline.references_to(binding)
    )


def _unfit(value: Value, function: Function) -> _Unfit | None:
    expr = value.resolved.expr
    if expr.kind == "set" or expr.gathers == "set":
        return _Unfit("a set")
    if (expr.kind == "string" and _BYTES.match(expr.text)) or is_bytes(value):
        return _Unfit("`bytes`", "bytes")
    if expr.kind == "binary" and expr.operator in ("+", "-", "/"):
        sides = (value.resolved.at(each) for each in (expr.left, expr.right) if each is not None)
        made = (_unfit(each, function) for each in sides)
        return next((each for each in made if each is not None and each.is_counted), None)
    if value.expr.kind == "member" and value.expr.inner is not None:
        return _unfit_member(value.at(value.expr.inner).origin, value.expr.name, function)
    site = value.site
    if site is None or expr.kind not in ("call", "name"):
        return None
    return _unfit_call(site, function) or _unfit_made(site, function)


def _unfit_call(site: CallSite, function: Function) -> _Unfit | None:
    """What a call of a library gives."""
    said = unfit_result(site, function.links)
    return _Unfit(said, callee(site, function.links).name) if said is not None else None


def _unfit_made(site: CallSite, function: Function) -> _Unfit | None:
    """What a call of the project's own gives, or a method of Python's own values."""
    origin = callee(site, function.links)
    if origin.kind == "class":
        if origin.attrs and not (len(origin.attrs) == 1 and origin.attrs[0] in _MAKE_A_MODEL):
            return None
        return _unfit_class(origin, function)
    maker = method_called(site, function.links)
    if maker.kind == "function" and maker.target is not None and not maker.attrs:
        return _unfit_of_helper(maker.target, site, function)
    method = method_of(site)
    if method in _OF_DICT and not (site.arguments or site.keywords or site.awaited):
        return _Unfit(f"what `.{method}()` gives")
    if method == "encode" and all(_ENCODING.fullmatch(each.string or "") for each in site.args):
        return _Unfit("`bytes`", "bytes") if not site.keywords else None
    return None


def _unfit_of_helper(maker: Body, site: CallSite, function: Function) -> _Unfit | None:
    """What a function of the project gives, by what it says of that, or by what gives it that."""
    if maker.decorators or (maker.is_async and not site.awaited):
        return None
    annotation = returned_type(maker)
    if annotation is not None:
        said = _unfit_type(annotation, maker.parent or maker, function)
        if said is not None:
            return said
    made = (each.site for each in _returned(maker, function))
    found = (_unfit_call(each, function) for each in made if each is not None)
    return next((each for each in found if each is not None), None)


def _unfit_member(owner: Origin, name: str, function: Function) -> _Unfit | None:
    """`Status.PAID`, of an enumeration whose members are no texts or numbers."""
    if owner.kind != "class" or owner.target is None or owner.attrs or not name.isupper():
        return None
    named = [_named(owner.target, each, function).name for each in bases(owner.target)]
    return _Unfit(f"a member of `{owner.target.name}`") if named == ["enum.Enum"] else None


def _unfit_class(origin: Origin, function: Function) -> _Unfit | None:
    if origin.kind != "class" or origin.target is None:
        return None
    if _extends(origin.target, _MODELS, function):
        return _Unfit(f"the model `{origin.target.name}`")
    if _is_dataclass(origin.target) and not origin.attrs:
        return _Unfit(f"the dataclass `{origin.target.name}`")
    if origin.attrs:
        return None
    if _extends(origin.target, _ROWS_OF, function) or _is_plain_class(origin.target, function):
        return _Unfit(f"an object of `{origin.target.name}`")
    return None


def _is_plain_class(body: Body, function: Function, depth: int = 0) -> bool:
    """Whether nothing that a class extends may be one of Python's own values."""
    if body.decorators or depth > _DEPTH:
        return False
    for base in bases(body):
        named = _named(body, base, function)
        if named.kind == "class" and not named.attrs and named.target is not None:
            if not _is_plain_class(named.target, function, depth + 1):
                return False
        elif named.name not in _PLAIN_BASES:
            return False
    return not any("metaclass" in each.text for each in heads(body))


def _named(body: Body, base: Expr, function: Function) -> Origin:
    return settle(resolve_expr(body.parent or body, base), function.links)


def _extends(body: Body, names: tuple[str, ...], function: Function, depth: int = 0) -> bool:
    for base in bases(body):
        named = _named(body, base, function)
        if named.name in names:
            return True
        if (
            named.kind == "class" and not named.attrs and named.target is not None
            and depth < _DEPTH and _extends(named.target, names, function, depth + 1)
        ):  # fmt: skip
            return True
    return False


def _is_dataclass(body: Body) -> bool:
    return any("dataclass" in mark.text for mark in body.decorated_with)


def _is_plain(value: Value) -> bool:
    """Whether it is made JSON, whatever the annotation says."""
    site = value.site
    return site is not None and bool(site.attrs) and site.attrs[-1] in _MAKE_IT_PLAIN


def _unfit_type(given: Type, body: Body, function: Function) -> _Unfit | None:
    """What is unfit in an annotation; of a union, all but `None` must be."""
    if given.members:
        members = [each for each in given.members if each.name.text != "None"]
        found = [_unfit_type(each, body, function) for each in members]
        return found[0] if found and None not in found else None
    if not given.arguments:
        return _unfit_name(given.name, body, function)
    base = settle(resolve_expr(body, given.name), function.links).name
    if base in _SETS:
        return _Unfit("a set")
    if base.rpartition(".")[2] not in _HOLDERS:
        return None
    for each in given.arguments:
        what = _unfit_type(each, body, function)
        if what is not None:
            return what._replace(is_inside=what.is_inside or not base.endswith("Optional"))
    return None


def _unfit_name(name: Expr, body: Body, function: Function) -> _Unfit | None:
    if name.string is not None:
        root, *attrs = name.string.split(".")
        origin = resolve(body, root, tuple(attrs)) if root.isidentifier() else None
    else:
        origin = resolve_expr(body, name) if name.kind in ("name", "member") else None
    if origin is None:
        return None
    origin = settle(origin, function.links)
    if origin.name in _SETS:
        return _Unfit("a set")
    if origin.name in _TYPES:
        return _Unfit(f"`{origin.name}`", origin.name)
    return None if origin.attrs else _unfit_class(origin, function)
