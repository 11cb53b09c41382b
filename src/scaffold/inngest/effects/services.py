"""Which calls of a project's own functions are work for a step, though no I/O is seen in them.

A service that is a `Map` today is a database tomorrow, and one that writes to the console stands
for a provider. What a handler awaits counts, unless the body is proved to do no harm.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from scaffold.code.links import callee
from scaffold.code.outline import Body, CallSite, Mutation, Reference
from scaffold.inngest.effects.catalogue import catalogue
from scaffold.inngest.effects.logging import is_for_watchers, is_logging
from scaffold.inngest.effects.names import known, last_word
from scaffold.inngest.effects.state import SELF, State
from scaffold.inngest.effects.verdicts import Asked, Verdict
from scaffold.inngest.facts import Call, Function

# What gives the one that it made before.
_GIVES_ONE = r"_*(get|load|create|make|build|use|ensure|resolve|compile)(?![a-z])"
_DEPTH = 6


def hidden_work(asked: Asked, state: State) -> Verdict | None:
    """Return why a call of a project's function, whose own calls do no I/O, is work for a step."""
    call, site, target = asked.call, asked.site, asked.call.target
    if target is None or call.chain or call.takes_context or target.is_local_to(site.body):
        return None
    for step in call.function.steps:  # it makes steps of its own, or by what it is given
        inner = step.callback if step.callback is not target else None
        if site in step.call.chain or (inner and inner.is_inside(target)):
            return None
    if known(call).says(last_word(site), "setup", "connects") or is_for_watchers(site):
        return None
    last = asked.in_the_end
    is_awaited = last.fate == "awaited" or (
        last.site.use == "returned" and last.site.body is call.function.handler and target.is_async
    )
    touch = state.touched(target, object_lasts=_lasts(call) or state.called(site)[1])
    for each in asked.below:  # what it does to an object that it is given
        if each.site.root in SELF and len(each.site.attrs) == 1:
            continue  # a method of the same object
        if touch is None and each.step is None and each.target is not None and _lasts(each):
            touch = state.touched(each.target, object_lasts=True)
    if touch is not None:
        gives = site.use != "discarded" and (
            not is_awaited or re.match(_GIVES_ONE, last_word(site)) is not None
        )
        if not (touch.is_cache and gives):
            does = "changes" if touch.changes else "reads"
            return Verdict("state", f"{does} `{touch.name}`")
    if not is_awaited or not target.is_async:
        return None
    if target.outline is not site.outline and _stands_for_work(target, last_word(site)):
        return Verdict("effect", "it is called like a write, and only writes to the log so far")
    unknown = _unknown_work(target, asked, ())
    if unknown is not None:
        return Verdict("effect", f"it calls `{unknown.spelled}`, and nothing says what that does")
    return None


def _lasts(call: Call) -> bool:
    """Whether it is a method of an object that was there before the run, by its declared type."""
    return call.origin.kind == "function" and call.target is not None and call.target.is_method


class Kept(NamedTuple):
    """A place in a handler that changes or reads what its module keeps, and which word says so."""

    at: CallSite | Mutation | Reference
    name: str
    does: str


def kept_by_handler(function: Function, state: State) -> Iterator[Kept]:
    """Yield where a handler, outside of its steps, itself touches what its process keeps.

    Each variable once; in the order of the source.
    """
    if function.handler is None:
        return
    callbacks = [step.callback for step in function.steps if step.callback is not None]
    within = {id(each) for callback in callbacks for each in callback.outline.inside(callback)}
    stepping = {call.site.body for call in function.everything if call.step is not None}
    outside = {call.site.body for call in function.everything if call.step is None}
    seen: set[str] = set()
    for body in function.handler.outline.inside(function.handler):
        if id(body) in within or (body in stepping and body not in outside):
            continue
        for each in sorted(state.places(body), key=lambda each: each[0].start):
            if each[1] not in seen:
                seen.add(each[1])
                yield Kept(*each)


def _stands_for_work(body: Body, name: str) -> bool:
    """Whether a function is named after a write, gives nothing, and does no more than log."""
    table = catalogue(body.outline.language)
    if not any(table.says(name, "effect", when) for when in ("imported", "dropped", "returned")):
        return False
    parts = body.outline.inside(body)
    sites = [site for part in parts for site in part.calls]
    return (
        not body.returned
        and any(map(is_logging, sites))
        and all(is_logging(site) for site in sites if site.use == "discarded")
    )


def _unknown_work(body: Body, asked: Asked, above: tuple[Body, ...]) -> CallSite | None:
    """A call of another package whose result nobody takes: it is made for what it does."""
    if body in above or len(above) > _DEPTH:
        return None
    links = asked.call.function.links
    for part in body.outline.inside(body):
        for site in part.calls:
            if is_for_watchers(site):
                continue
            origin = callee(site, links)
            if origin.function is not None:
                found = _unknown_work(origin.function, asked, (*above, body))
                if found is not None:
                    return found
            elif site.use == "discarded" and origin.base.kind == "import":
                known = catalogue(site.outline.language).entries(origin.name)
                if not known and not site.is_new:
                    return site
    return None
