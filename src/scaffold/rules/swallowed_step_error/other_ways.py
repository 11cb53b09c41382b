"""What comes after a `try` that hides a failure: another way to do it, or a look at the result.

`try { return await fast(x); } catch {} return slow(x);`
"""

from collections.abc import Iterator

from scaffold.code.expressions import Expr
from scaffold.code.outline import Binding, Body, CallSite
from scaffold.code.places import Attempt, Return
from scaffold.code.spans import holds
from scaffold.inngest.effects.logging import is_logging
from scaffold.inngest.effects.names import last_word
from scaffold.rules.swallowed_step_error.nothing_done import is_nothing
from scaffold.syntax.regexes import regex

# What is done to the world; a value in its place says that it was.
_DOING = regex(
    r"(refund|charge|pay|payout|transfer|send|mail|notify|cancel|publish|submit|book|order|capture"
    r"|void|provision|deploy)([A-Z_]|$)"
)


def goes_another_way(body: Body, attempt: Attempt) -> bool:
    """Whether what failed is done another way after it, or its result is looked at."""
    return (
        _falls_back(body, attempt)
        or _is_one_source(body, attempt)
        or _is_looked_at(body, attempt)
        or _has_a_default(body, attempt)
    )


def _is_one_source(body: Body, attempt: Attempt) -> bool:
    """`for (const url of mirrors) { try { page = await load(url); break; } catch {} }`."""
    statement = body.statement_at(attempt)
    if statement is None or not statement.is_in_loop:
        return False
    inside = (each for block in statement.blocks for each in block.all() if each.kind == "break")
    return any(
        not holds(clause, each)
        for each in inside
        for clause in attempt.catches
        if not any(
            block.owner is not None
            and block.owner.kind in ("loop", "switch")
            and holds(statement, block.owner)
            for block in each.around()
        )
    )


def _falls_back(body: Body, attempt: Attempt) -> bool:
    """Whether success leaves from inside, so that what follows is done for failures alone."""
    if not any(each.expr is not None for each in _returned_in_try(body, attempt)):
        return False
    statement = body.statement_at(attempt)
    for after in statement.following() if statement is not None else ():
        if any(holds(after, site) and (site.awaited or site.use == "returned")
               for site in body.calls):  # fmt: skip
            return True
        if any(_is_found_elsewhere(body, each.expr) for each in body.returns_in(after)):
            return True
    return False


def _is_found_elsewhere(body: Body, given: Expr | None) -> bool:
    """Whether a result is made of what is known anyway: `{"accounts": event.data["accounts"]}`."""
    if given is None:
        return False
    if given.kind == "name":
        known = body.outline.binding(given)
        first = known.initial if known is not None else None
        return first is not None and not is_nothing(body, first)
    return any(each.kind in ("member", "index", "call") for each in given.inside())


def _returned_in_try(body: Body, attempt: Attempt) -> list[Return]:
    return [
        each
        for each in body.returns_in(attempt)
        if not any(holds(clause, each) for clause in attempt.catches)
    ]


def _is_looked_at(body: Body, attempt: Attempt) -> bool:
    """Whether a variable that only success sets is tested after it: `if (!answer) …`."""
    return any(
        each.start >= attempt.end and (each.use in ("condition", "asserted") or each.optional)
        for binding in set_by_success(body, attempt)
        for each in body.outline.references_to(binding)
    )


def _has_a_default(body: Body, attempt: Attempt) -> bool:
    """Whether a variable that only success sets has a value that does: `let text = plain`."""
    if stands_in(body, attempt):
        return False
    for binding in set_by_success(body, attempt):
        given = binding.initial if binding.kind == "value" and not binding.path else None
        if given is None or given.end > attempt.start or given.text == "undefined":
            continue
        if not is_nothing(binding.body, given) and any(
            each.start >= attempt.end and each.use != "discarded"
            and not any(is_logging(s) and s.expr.holds(each) for s in each.body.calls)
            for each in body.outline.references_to(binding)
        ):  # fmt: skip
            return True
    return False


def stands_in(body: Body, attempt: Attempt) -> bool:
    """Return whether a value stands in for what was not done: `let id = "none"; … = refund()`."""
    done = [
        site
        for site in body.calls
        if site.awaited and holds(attempt, site) and does_something(site)
    ]
    return any(
        binding.initial is not None
        and not is_nothing(binding.body, binding.initial)
        and any(
            _comes_of(body, each.written, site)
            for each in body.outline.mutations_of(binding)
            for site in done
        )
        for binding in (set_by_success(body, attempt) if done else ())
    )


def does_something(site: CallSite) -> bool:
    """Return whether a call does something to the world, by its name: `send`, `charge`."""
    return _DOING.match(last_word(site)) is not None


def _comes_of(body: Body, given: Expr | None, site: CallSite) -> bool:
    """Whether a value is what a call gave, or a part of that: `refund.id`."""
    if given is None or given.holds(site):
        return given is not None
    made = (each.binding for each in body.outline.references_in(given))
    return any(
        each is not None and each.initial is not None and each.initial.holds(site) for each in made
    )


def set_by_success(body: Body, attempt: Attempt) -> Iterator[Binding]:
    """Yield the variables that are set in a `try`, and not where it fails."""
    for mutation in body.mutations:
        binding = mutation.binding
        if binding is None or mutation.attrs or not holds(attempt, mutation):
            continue
        if not any(holds(clause, mutation) for clause in attempt.catches):
            yield binding
