"""Helpers that make steps themselves: no step can hold them, so what is wrong is wrong in them."""

from scaffold.code.outline import CallSite
from scaffold.inngest.effects.callers import step_makers
from scaffold.inngest.effects.outside_steps import Effect
from scaffold.inngest.facts import Call
from scaffold.rules._rule import Diagnostic, report
from scaffold.rules._step_results import places


def report_inside(
    call: Call, message: str, hint: str, *, cause: str = "", about: str = ""
) -> Diagnostic:
    """Return a diagnostic of a call, where it can be mended."""
    place, *rest = way_inside(call)
    if len(rest) == len(call.chain):
        return report(call, message, hint, cause=cause, about=about)
    found = report((place.outline, place), message, hint, cause=cause, about=about)
    return found._replace(chain=places((place, *rest)) if rest else ())


def report_effect(effect: Effect, message: str, hint: str, cause: str) -> Diagnostic:
    """Return a diagnostic at what an effect is reported at: its call, inside such a helper."""
    about = f"`{effect.spelled}`"
    if effect.at is effect.call:
        return report_inside(effect.call, message, hint, cause=cause, about=about)
    return report(effect.at, message, hint, cause=cause, about=about)


def way_inside(call: Call) -> tuple[CallSite, ...]:
    """Return the calls that lead to one, from inside the last helper that makes steps."""
    return (*call.chain, call.site)[step_makers(call) :]


def told(effect: Effect) -> str:
    """Return how a report of an effect begins: "`save` calls `db.insert`", "`db.insert` is"."""
    first, *others = way_inside(effect.call)
    by = effect.by or (first if others else None)
    if by is not None:
        return f"`{by.spelled}` calls `{effect.spelled}`"
    if effect.verdict.kind == "state":
        return f"`{effect.spelled}` {effect.verdict.reason}"
    return f"`{effect.spelled}` is"
