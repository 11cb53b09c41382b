"""Which functions fail when they are given nothing: they read their argument without a test."""

import re
from collections.abc import Callable

from scaffold.code.attributes import method_called
from scaffold.code.bindings import default_of
from scaffold.code.expressions import Expr
from scaffold.code.inheritance import member
from scaffold.code.links import Links, callee
from scaffold.code.outline import Binding, Body, CallSite
from scaffold.code.values import Value
from scaffold.inngest.effects.names import last_word, method_of
from scaffold.syntax.regexes import regex

ReadBlindly = Callable[[Binding, Links, tuple[Binding, ...]], bool]
_VALIDATES = frozenset({"model_validate", "model_validate_json", "parse_obj", "parse_raw"})
_PARSES = frozenset({"parse", "parseAsync"})
# A schema that takes nothing, or says what stands for it.
_MAY_BE_NOTHING = regex(r"nullable|nullish|optional|catch|default|preprocess|transform|or")
_WHOLE = frozenset({"strict", "passthrough", "loose", "strip", "extend", "merge", "pick", "omit"})


def needs_value(site: CallSite, given: Expr, links: Links, is_read: ReadBlindly) -> bool:
    """Whether a call certainly fails when an argument of it is nothing.

    `is_read` says whether a function reads a parameter with no test before.
    """
    name = method_of(site)
    if name in _VALIDATES and site.outline.language == "python":
        made_by = callee(site, links)
        # An own method of this name is read like any other.
        if made_by.kind == "class" and made_by.target is not None and len(made_by.attrs) == 1:
            return member(made_by.target, name, links) is None and _is_first(site, given)
    if name in _PARSES and site.outline.language == "typescript" and _is_first(site, given):
        receiver = site.called.inner if site.called is not None else None
        if receiver is not None and _takes_objects(Value(receiver, site.body, links)):
            return True
    body = _called(site, links)
    parameter = _parameter(body, site, given) if body is not None else None
    if body is None or parameter is None or _may_catch(body):
        return False
    return is_read(parameter, links, ())


def _is_first(site: CallSite, given: Expr) -> bool:
    return bool(site.args) and site.args[0] is given


def _takes_objects(schema: Value) -> bool:
    """Whether it is `z.object(…)`, and nothing stands for one that is missing."""
    at = schema.site
    while at is not None:
        last = last_word(at)
        if last in ("object", "strictObject", "looseObject") and callee(at, schema.links).name in (
            f"zod.z.{last}", f"zod.{last}", f"z.{last}",
        ):  # fmt: skip
            return True
        if _MAY_BE_NOTHING.fullmatch(last) or last not in _WHOLE:
            return False
        at = at.receiver or _receiver(at, schema.links)
    return False


def _receiver(site: CallSite, links: Links) -> CallSite | None:
    called = site.called.inner if site.called is not None else None
    return Value(called, site.body, links).site if called is not None else None


def _called(site: CallSite, links: Links) -> Body | None:
    """The project's function that is called, a method that a base of its class has too."""
    found = method_called(site, links)
    if found.kind == "function" and not found.attrs:
        return found.target
    if found.kind == "class" and found.target is not None and len(found.attrs) == 1:
        method = member(found.target, found.attrs[0], links)
        return method.function if method is not None else None
    return None


def _parameter(body: Body, site: CallSite, given: Expr) -> Binding | None:
    """The parameter that an argument becomes; one with a default may be nothing."""
    if any(each.kind == "spread" for each in site.args):
        return None
    name = next((name for name, each in site.kwargs.items() if each is given), None)
    is_method = body.parent is not None and body.parent.kind == "class"
    first = 1 if is_method and body.parameters[:1] in (["self"], ["cls"]) else 0
    places = {id(each): place for place, each in enumerate(site.args, first)}
    place = body.parameters.index(name) if name in body.parameters else places.get(id(given))
    if place is None or body.rest == place or default_of(body, place) is not None:
        return None
    return next((b for b in body.bindings.values() if b.kind == "param" and b.index == place), None)


def _may_catch(body: Body) -> bool:
    """Whether it may turn what a missing value raises into a result."""
    return any(
        not clause.throws
        and (not clause.types or any(re.search(_CAUGHT, each.text) for each in clause.exceptions))
        for attempt in body.attempts
        for clause in attempt.catches
    )


_CAUGHT = r"\b(Exception|BaseException|AttributeError|TypeError)\b"
