"""The calls outside of steps that do I/O, each reported once and where the reader looks for it."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from scaffold.code.fates import CHAINED
from scaffold.code.outline import Body, CallSite, Reference
from scaffold.code.spans import holds
from scaffold.inngest.effects.by_name import request
from scaffold.inngest.effects.callers import step_makers
from scaffold.inngest.effects.lazy_queries import is_built, waits
from scaffold.inngest.effects.loops import is_never_begun
from scaffold.inngest.effects.made_once import asks_once
from scaffold.inngest.effects.names import functions_given, last_word
from scaffold.inngest.effects.services import hidden_work
from scaffold.inngest.effects.state import State
from scaffold.inngest.effects.transactions import runs_in, transactions
from scaffold.inngest.effects.verdicts import Asked, Verdict, iterates, judge
from scaffold.inngest.facts import Call, Function

_TAKING_AWAY = frozenset(
    {"rm", "rmSync", "unlink", "unlinkSync", "rmdir", "rmdirSync", "remove", "removeSync",
     "rimraf", "close", "disconnect", "dispose", "end", "quit", "release", "shutdown"}
)  # fmt: skip

# What a promise is given to for its outcome alone.
_WAITS = (
    r"(try|attempt|safe|wrap|catch|result|outcome|settle|to)(_?(async|catch|await|promise|error))?"
)


class Effect(NamedTuple):
    """A call that does I/O outside of steps; where that happens, how to spell it, and why.

    `by` is the call to mend, when that is another one: of a local function that steps run too.
    """

    call: Call
    at: Call | Reference
    spelled: str
    verdict: Verdict
    by: Call | None = None


def effects(function: Function, calls: tuple[Call, ...]) -> Iterator[Effect]:
    """Yield the calls outside of steps that do I/O, each once and outermost first.

    A query that is built here and awaited elsewhere is given where that is.
    """
    seen: set[tuple[Reference | Call, tuple[CallSite, ...]]] = set()
    shared = _SharedFunctions(calls)
    for call, verdict in _reported(calls):
        if is_built(call):
            for reference in waits(call):
                if (reference, call.chain) not in seen:
                    seen.add((reference, call.chain))
                    if call.chain:
                        yield Effect(call, call, call.spelled, verdict)
                    else:
                        word = "await " if reference.awaited else ""
                        yield Effect(call, reference, f"{word}{reference.name}", verdict)
            continue
        callers = shared.callers(call)
        if not callers:
            yield Effect(call, call, call.spelled, verdict)
        for caller in callers:
            if (caller, ()) not in seen:
                seen.add((caller, ()))
                yield Effect(call, caller, call.spelled, verdict, caller)


def is_told_with_helper(call: Call, found: Iterable[Effect]) -> bool:
    """Whether the helper that makes a call is reported as work for a step: that mends both.

    It is the first that makes no steps itself, which could not stand in one.
    """
    first = step_makers(call)
    if first == len(call.chain):
        return False
    helper = call.chain[: first + 1]
    return any((*each.call.chain, each.call.site)[: first + 1] == helper for each in found)


class _SharedFunctions:
    """The functions in a handler that run in its steps and outside of them.

    A step in such a function would stand in another one: the calls outside are what is wrong.
    """

    def __init__(self, calls: tuple[Call, ...]) -> None:
        self._calls = calls
        self._in_steps = {id(call.site) for call in calls if call.step is not None}

    def callers(self, call: Call) -> list[Call]:
        """Return the calls outside of steps of the shared function that a call stands in."""
        site = (*call.chain, call.site)[0]
        if id(site) not in self._in_steps:
            return []
        around: Body | None = site.body
        while around is not None and around is not call.function.handler:
            found = [each for each in self._calls if each.target is around and each.step is None]
            if found:
                return found
            around = around.parent
        return []


def _reported(calls: tuple[Call, ...]) -> Iterator[tuple[Call, Verdict]]:
    verdicts = _verdicts(calls)
    if not verdicts:
        return
    sites = {id(call.site) for call in verdicts}
    found = [call for call in verdicts if call.site.awaited or not _is_part(call.site, sites)]
    stepping = {call.site.body for call in calls if call.is_step}

    def makes_steps(call: Call) -> bool:
        """`retry(() => step.run(…))`: the step is the work."""
        return any(step.is_inside(body) for step in stepping for body in functions_given(call.site))

    transacted = [call for call in transactions(calls, found) if not makes_steps(call)]
    for call in found:
        if (
            makes_steps(call)
            or _is_in_transaction(call, transacted)
            or (call not in transacted and _only_wraps(call, found))
            or _only_waits(call, found)
            or _is_on_a_parameter_of(call, found)
            or _opens_for(call, found)
        ):
            continue
        yield call, verdicts[call]


def _verdicts(calls: tuple[Call, ...]) -> dict[Call, Verdict]:
    """The calls outside of steps that are work for one, in order."""
    verdicts = {asked.call: (asked, judge(asked)) for asked in asked_of(calls)}
    helpers = {
        id(site) for call, (_, each) in verdicts.items() if each.is_effect for site in call.chain
    }
    state: State | None = None
    found = {}
    for call, (asked, verdict) in verdicts.items():
        if call.target is not None and id(call.site) not in helpers:
            state = state or State(call.function.links)
            verdict = hidden_work(asked, state) or verdict
        if verdict.is_effect and (_tidies_up_at_the_end(call) or is_never_begun(call)):
            continue
        if verdict.kind == "file" and any(map(asks_once, (*call.chain[1:], call.site))):
            continue
        if verdict.is_effect and (
            call.site.use != "receiver"
            or call.site.awaited
            or verdict.kind == "state"
            or request(call) is not None
        ):
            found[call] = verdict
    return found


def _tidies_up_at_the_end(call: Call) -> bool:
    """Whether it takes away, in a `finally`, what the run itself made: once, when it ends.

    A step that has yet to run never answers, so TypeScript gets to a `finally` only then. Python
    leaves the handler by an exception at each step, and is there every time.
    """
    if call.site.outline.language == "python":
        return False
    places = (*call.chain, call.site)
    region = places[0].region
    while region is not None and region.kind != "finally":
        region = region.parent
    site = call.site
    while last_word(site) in CHAINED and site.receiver is not None:
        site = site.receiver
    return region is not None and last_word(site) in _TAKING_AWAY


def asked_of(calls: tuple[Call, ...]) -> Iterator[Asked]:
    """Yield every call outside of steps, ready to be judged."""
    by_site = {id(call.site): call for call in calls}
    callers: dict[int, list[Call]] = {}
    below: dict[int, list[Call]] = {}
    for call in calls:
        if call.target is not None:
            callers.setdefault(id(call.target), []).append(call)
        if call.chain:
            below.setdefault(id(call.chain[0]), []).append(call)
    for call in calls:
        if call.step is None:
            yield Asked(call, by_site, callers, below.get(id(call.site), ()))


def _is_part(site: CallSite, found: set[int]) -> bool:
    """Whether the chain that a call begins is reported as a whole: `fetch(url).then(…)`."""
    while site.use == "receiver" and site.owner is not None:
        site = site.owner
        if id(site) in found:
            return True
    return False


def _is_in_transaction(call: Call, transacted: list[Call]) -> bool:
    """Whether a transaction is reported in its place: a step would stand inside the open one."""
    return any(
        other is not call and runs_in(call, functions_given(other.site)) for other in transacted
    )


def _only_wraps(call: Call, found: list[Call]) -> bool:
    """`retry(() => load())`: what it wraps is reported."""
    inner = functions_given(call.site)
    return bool(inner) and any(
        other is not call
        and any(other.site.body.is_inside(body) for body in inner)
        and not _is_on_a_parameter(other, inner)
        for other in found
    )


def _only_waits(call: Call, found: list[Call]) -> bool:
    """`await errors.try(load())`: the promise that it is given is reported."""
    site = call.site
    if len(site.args) != 1 or re.fullmatch(_WAITS, last_word(site), re.IGNORECASE) is None:
        return False
    inner = site.outline.site(site.args[0])
    if inner is None or inner.root == "import":
        return inner is not None
    return any(each is inner for other in found for each in (*other.chain, other.site))


def _opens_for(call: Call, found: list[Call]) -> bool:
    """`with a_session() as session:` of the project's own: what is done in its block is reported.

    A step around that is one around both.
    """
    if not call.chain:
        return False
    opener = call.chain[0]
    statement = opener.body.statement_at(opener)
    if statement is None or statement.kind != "with":
        return False
    blocks = [block for block in statement.blocks if not holds(block, opener)]
    places = ((*each.chain, each.site)[0] for each in found if each is not call)
    return len(blocks) == len(statement.blocks) and any(
        place.body is opener.body and holds(block, place) for place in places for block in blocks
    )


def _is_on_a_parameter_of(call: Call, found: list[Call]) -> bool:
    """`db.transaction(async (tx) => tx.save())`: the transaction is reported."""
    return call.origin.base.kind == "param" and any(
        other is not call
        and not iterates(other.site)
        and _is_on_a_parameter(call, functions_given(other.site))
        for other in found
    )


def _is_on_a_parameter(call: Call, bodies: list[Body]) -> bool:
    """Whether a call is made on what a wrapper hands to its function."""
    origin = call.origin.base
    return origin.kind == "param" and origin.body in bodies
