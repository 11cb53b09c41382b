"""A test of a result that serves one branch only: `if (answer) { … }`, and on it goes without."""

import re

from scaffold.code.expressions import Expr
from scaffold.code.operators import AND, OTHER, SAME
from scaffold.code.outline import Binding, Body, CallSite, Mutation, Reference
from scaffold.code.places import Catch
from scaffold.code.spans import Spanned, holds
from scaffold.code.statements import Block, Statement
from scaffold.inngest.effects.logging import is_logging
from scaffold.inngest.facts import Step
from scaffold.syntax.regexes import regex

_GIVES_UP = regex(r"(fail|abort|throw|raise|reject|give_?up|bail|panic|assert)", re.IGNORECASE)
_OF_NOTHING = frozenset({"Exception", "BaseException", "AttributeError", "TypeError"})


def one_sided(reference: Reference, binding: Binding) -> Block | None:
    """Return the branch that runs for a result alone, when what follows it runs in any case.

    None when the test has another branch, or when the branch leaves or tells what comes after it.
    """
    test = reference.body.statement_at(reference)
    if test is None or test.kind != "if" or len(test.blocks) != 1:
        return None
    if binding.outline.mutations_of(binding):
        return None
    block = test.blocks[0]
    asked = block.test or test.expr
    if block.ends or asked is None or not _is_false_without(asked, reference):
        return None
    around = reference.body
    for body in (each for each in around.outline.bodies if each is around or holds(block, each)):
        written = (each for each in body.mutations if holds(block, each))
        filled = (each for each in body.calls if holds(block, each) and _fills(each))
        places: list[Mutation | CallSite] = [*written, *filled]
        if not all(_is_local(each, block) for each in places):
            return None  # it may keep what is tested later
    return block


def is_guarded(block: Block, reference: Reference) -> bool:
    """Whether a place is read in such a branch, or in the test itself."""
    test = block.test or (block.owner.expr if block.owner is not None else None)
    return holds(block, reference) or (test is not None and holds(test, reference))


def goes_on_to(block: Block, reference: Reference, binding: Binding) -> bool:
    """Whether what follows a branch reaches a place for certain, whatever was tested."""
    test = block.owner
    at = _seen_from(binding.body, reference)
    if test is None or at is None:
        return False
    statement = binding.body.statement_at(at)
    if statement is None or statement.block is not test.block or _is_chosen(reference, statement):
        return False
    between = test.block.statements[test.index + 1 : statement.index]
    return not any(_may_leave(each) for each in between)


def is_caught(reference: Reference) -> bool:
    """Whether a `catch` that does not throw again takes what a blind use throws."""
    body: Body | None = reference.body
    at: Spanned = reference
    while body is not None:
        statement = body.statement_at(at)
        for around in statement.around() if statement is not None else ():
            if around.role == "try" and around.owner is not None:
                start = around.owner.start
                attempts = (each for each in body.attempts if each.start == start)
                if any(_takes(clause) for each in attempts for clause in each.catches):
                    return True
        at, body = (body.owner, body.owner.body) if body.owner is not None else (at, None)
    return False


def says_only(reference: Reference, binding: Binding, steps: tuple[Step, ...]) -> bool:
    """`if (!answer) log.warn("nobody answered")`: a test after which all goes on as before.

    The branch may make steps, too, when these do not end the run.
    """
    test = reference.body.statement_at(reference)
    if test is None or test.kind != "if" or len(test.blocks) != 1:
        return False
    block = test.blocks[0]
    if block.ends or block.leaves or (block.test or test.expr) is None:
        return False
    if not all(each.kind in ("expression", "declaration") for each in block.statements):
        return False
    inside = [site for site in reference.body.calls if holds(block, site)]
    asked = block.test or test.expr
    if asked is not None and _is_for_nothing(asked):
        kept = [step.site for step in steps if _goes_on(step)]
        others = [site for site in inside if site not in kept]
    else:
        others = inside
    return (
        asked is not None
        and _is_bare(asked, reference)
        and bool(inside)
        and all(is_logging(site) or site.use != "discarded" for site in others)
        and not any(holds(block, each) for each in binding.outline.mutations_of(binding))
        # `if answer: said = read(answer)`: what reads it there is tested.
        and not any(holds(block, each) for each in binding.outline.references_to(binding))
    )


def _takes(clause: Catch) -> bool:
    """Whether it ends the error of a read from nothing, whatever it does then."""
    named = {each.text for each in clause.exceptions}
    return not clause.throws and (not named or bool(named & _OF_NOTHING))


def _seen_from(body: Body, reference: Reference) -> Spanned | None:
    """The place of a reference in an outer function: the call that its own is given to."""
    at: Spanned = reference
    inner: Body | None = reference.body
    while inner is not None and inner is not body:
        owner = inner.owner
        if owner is None or not (owner.awaited or owner.use in ("returned", "assigned")):
            return None
        at, inner = owner, owner.body
    return at if inner is body else None


def _is_chosen(reference: Reference, statement: Statement) -> bool:
    """Whether a test in the statement itself, or around it in a callback, comes first."""
    part: Expr | None = reference.expr
    while part is not None and part.start >= statement.start:
        if part.kind == "choice":
            return True
        part = part.around
    if statement.kind in ("if", "loop", "switch", "try"):
        return True
    own = reference.body.statement_at(reference)
    return own is not None and any(
        each.owner is not None and each.start > statement.start for each in own.around()
    )


def _may_leave(statement: Statement) -> bool:
    nested = (each for block in statement.blocks for each in block.all())
    return statement.ends or any(
        each.kind in ("return", "throw", "break", "continue") for each in (statement, *nested)
    )


def _is_false_without(test: Expr, reference: Reference) -> bool:
    """Whether a test fails when there is no result."""
    if test.kind == "choice" and test.operator in AND:
        sides = [side for side in (test.left, test.right) if side is not None]
        return any(_is_false_without(side, reference) for side in sides)
    if test.operator in OTHER and test.left is not None and test.right is not None:
        return test.right.kind == "null" and _is_it(test.left, reference)
    return _is_it(test, reference)


def _is_it(named: Expr, reference: Reference) -> bool:
    """Whether a result is named there, or gets its name: `answer`, `(answer := await …)`."""
    return named.kind == "name" and named.start == reference.expr.start


def _fills(site: CallSite) -> bool:
    """Whether a call may change what it is called on: `ids.push(answer.data.id)`."""
    if site.use != "discarded" or site.awaited or site.root is None:
        return False
    found = site.body.lookup(site.root, site.start)
    return found is not None and found.kind == "value"


def _is_local(place: Mutation | CallSite, block: Block) -> bool:
    """Whether what is changed there is of a branch alone."""
    name = place.name if isinstance(place, Mutation) else place.root or ""
    found = place.body.lookup(name, place.start)
    return found is not None and holds(block, found)


def _is_for_nothing(test: Expr) -> bool:
    """`!answer`, `answer === null`, `answer is None`."""
    return test.kind == "not" or test.operator in SAME


def _is_bare(test: Expr, reference: Reference) -> bool:
    """Whether a test asks for nothing but whether there is a result."""
    if test.kind == "not" and test.operand is not None:
        test = test.operand
    sides = [side for side in (test.left, test.right) if side is not None]
    named = [test] if not sides else [side for side in sides if side.kind != "null"]
    return len(named) == 1 and _is_it(named[0], reference)


def _goes_on(step: Step) -> bool:
    """Whether a step is sure to come to its end, so that the run goes on after it."""
    if step.kind in ("sendEvent", "sleep", "sleepUntil"):
        return True
    if step.kind != "run" or step.callback is None:
        return False
    return not any(
        any(each.kind == "throw" for each in body.block.all())
        or any(_GIVES_UP.search(site.spelled) for site in body.calls)
        for body in step.callback.outline.inside(step.callback)
    )
