"""Where a value that differs on every replay may go without harm.

That is: a log line, a metric, a published message, a thrown error, what the handler returns at its
end, and what a wait, a send or another tool is given beside its id, of which the first value is
kept. What `run` hands to its function is none of these: a retry hands it another value. A duration,
the difference of two readings of a clock, may go anywhere but into a decision. What a helper
returns goes where its caller lets it go.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from scaffold.code.bindings import default_of, resolve_callee, resolve_expr
from scaffold.code.expressions import Expr
from scaffold.code.operators import AND
from scaffold.code.outline import Binding, Body, CallSite, Outline, Reference
from scaffold.code.spans import Spanned, holds
from scaffold.code.statements import Statement
from scaffold.inngest.effects.callers import called_at, caller_of, given_handler, step_makers
from scaffold.inngest.effects.catalogue import catalogue
from scaffold.inngest.effects.fresh import changes_given, decides_answer, is_read_nowhere
from scaffold.inngest.effects.kept_twice import is_event_id, is_kept_twice, read_after
from scaffold.inngest.effects.logging import is_id_of_lines, tells_watchers
from scaffold.inngest.effects.names import last_word, says
from scaffold.inngest.effects.timers import timer
from scaffold.inngest.facts import Call, Function

_DEPTH = 4
_OF_EVENT = frozenset({"id", "ts"})
_OF_RUN = frozenset({"runId", "run_id"})
_DIFFERENCE = r"(diff|difference|elapsed|duration)(?![a-z])"
# Through these a value is still a part of what it stands in.
_PARTS = frozenset({"member", "index", "call", "binary", "unary", "template", "choice"})


class _Ends(NamedTuple):
    """Where a new value may end: in what `returning` returns, in `tools`, in `within`.

    What a function in `callbacks` is made of belongs to a step, also where its result is returned;
    so does what the calls in `runs` are given, and those in `leading`, which make steps.
    """

    returning: Body | None
    tools: frozenset[int]
    within: tuple[Spanned, ...]
    callbacks: frozenset[Body]
    runs: frozenset[int]
    leading: frozenset[int]


class _Seen(NamedTuple):
    """The variables that were followed to a place, and whether a duration was made on the way."""

    bindings: tuple[Binding, ...] = ()
    is_duration: bool = False


def is_harmless(call: Call, function: Function, reported: Sequence[Call] | None = None) -> bool:
    """Whether the value of a call goes only where a new one on each replay does no harm.

    A call in `reported` belongs into a step, and what it is given with it; so does a helper that
    makes it. How long a reported timer waits goes with that, wherever it is worked out. In another
    file, a value that its function does not give back is nobody's business.
    """
    site = call.site
    returning = function.handler or given_handler(call, function)
    if call.chain:
        is_far = site.outline is not call.chain[-1].outline and step_makers(call) < len(call.chain)
        is_kept = is_far and not (gives_back(site.expr, site.body) or decides_answer(site))
        if is_id_of_lines(site) or is_kept:
            return True
        caller = caller_of(call, function)
        ends = caller is not None and is_harmless(caller, function, reported)
        if ends and caller and reported is not None and _only_works_out(call, caller, reported):
            return True
        returning = site.body if ends and caller and caller.target is site.body else None
    made = [each for each in function.calls if each.as_step is not None]
    steps = [each.as_step for each in made if each.as_step is not None]
    leading = frozenset(id(site) for each in made for site in each.chain)
    within = tuple(_around(call, reported or ()))
    callbacks = frozenset(each.callback for each in steps if each.callback is not None)
    runs = frozenset(id(each.site) for each in steps if each.kind == "run")
    tools = frozenset(id(each.site) for each in steps) - runs
    flow = _Flow(site, _Ends(returning, tools, within, callbacks, runs, leading))
    if site.use == "discarded":
        return not changes_given(site)
    if flow.ends_well(site.expr, site.body):
        return True
    waits = tuple(_around(call, [each for each in reported or () if timer(each) is not None]))
    flow.ends = flow.ends._replace(within=within if call.chain else waits)
    return flow.goes_on_well(site.expr, site.body, _Seen())


def _only_works_out(call: Call, caller: Call, reported: Sequence[Call]) -> bool:
    """Whether the helper that makes a call does nothing but give its result: it decides no more."""
    body = call.site.body
    if caller.target is not body or caller.site.use == "discarded":
        return False
    if step_makers(call) == len(call.chain) or any(each.use == "thrown" for each in body.calls):
        return False
    return not any(each.chain[: len(call.chain)] == call.chain for each in reported)


def _around(call: Call, reported: Iterable[Call]) -> Iterator[Spanned]:
    """Where the calls that are reported stand next to a call, and those that it stands in."""
    site, level = call.site, len(call.chain)
    for each in reported:
        if each.chain[:level] != call.chain:
            continue
        outer = (*each.chain, each.site)[level]
        if timer(each) is not None:  # `new Promise((done) => setTimeout(done, wait))`
            while outer.body is not site.body and outer.body.owner is not None:
                outer = outer.body.owner
        if outer is site:
            continue  # what it gives goes on from there
        is_given_to = outer.outline is site.outline and holds(outer, site)
        if outer.body is site.body or (is_given_to and not _is_kept_outside(site, outer)):
            yield outer


def _is_kept_outside(site: CallSite, outer: CallSite) -> bool:
    """Whether a function given to a call puts a value into a variable around that call."""
    into = site.into
    if into is None or into.kind != "name":
        return False
    binding = site.outline.binding(into)
    return binding is None or outer.body.is_inside(binding.body)


def gives_back(value: Expr, body: Body, seen: tuple[Binding, ...] = ()) -> bool:
    """Whether what a function returns is made of a value, through its variables.

    What a function that is given to a call returns becomes part of that call.
    """
    if any(holds(returned, value) for returned in body.returned):
        owner = body.owner
        return owner is None or gives_back(owner.expr, owner.body, seen)
    for binding in _variables_of(value, body):
        if binding not in seen and len(seen) < _DEPTH:
            references = [r for r in body.outline.references_to(binding) if r.body is body]
            if any(gives_back(each.expr, body, (*seen, binding)) for each in references):
                return True
    return False


def _variables_of(value: Expr, body: Body) -> Iterator[Binding]:
    """The variables that a value becomes part of: declared with it, assigned, or filled by it."""
    for index, name in enumerate(body.parameters):  # `(at = new Date()) => …`
        default = default_of(body, index) if name is not None else None
        if default is not None and default.holds(value):
            yield body.bindings[name or ""]
            return
    for binding in body.declared():
        initial = binding.initial
        if binding.kind == "value" and initial is not None and holds(initial, value):
            if body.outline.body(initial) is None:
                yield binding
            return
    for mutation in body.mutations:  # `due = addDays(due, 1)`, `timings["a"] = took`
        written = mutation.written or mutation
        found = mutation.binding
        if found is not None and holds(written, value) and mutation.start != value.start:
            yield found
    for site in body.calls:  # `spans.push(took)`
        found = body.lookup(site.root, site.start) if site.root is not None else None
        is_given = any(holds(each, value) for each in (*site.args, *site.kwargs.values()))
        if found is not None and found.kind == "value" and is_given and says(site, "changes"):
            yield found


class _Flow:
    """The way of one value through the function that makes it."""

    def __init__(self, site: CallSite, ends: _Ends) -> None:
        self.site = site
        self.outline: Outline = site.outline
        self.ends = ends

    def ends_well(self, at: Expr, body: Body) -> bool:
        """Whether a value does no harm where it stands."""
        if any(holds(each, at) for each in self.ends.within) or _is_for_want_of_event(at, body):
            return True
        around = (call for part in self.outline.bodies for call in part.calls if holds(call, at))
        if any(call.expr is not at and self._takes(call, at) for call in around):
            return True
        if (
            self.ends.returning is self.site.body
            and any(holds(returned, at) for returned in self.site.body.returned)
            and not any(
                each.outline is self.outline and holds(each, at) for each in self.ends.callbacks
            )
            and not self._is_given_to(at, body, self.ends.leading)
        ):
            return True
        return self.site.use == "thrown" or any(
            call.use == "thrown" and holds(call, at) for call in self.site.body.calls
        )

    def _takes(self, around: CallSite, at: Expr) -> bool:
        """Whether a call may be given a new value each time."""
        if tells_watchers(around) or (
            last_word(around) == "publish" and around.body is self.site.body
        ):
            return True
        if id(around) not in self.ends.tools:
            return False
        given = (*around.args[1:], *around.kwargs.values())
        return any(holds(each, at) for each in given) and not any(
            body.owner is around and holds(body, at) for body in self.outline.bodies
        )

    def _is_given_to(self, at: Expr, body: Body, calls: frozenset[int]) -> bool:
        """Whether some calls get a value."""
        return any(
            id(call) in calls and holds(call, at) and call.expr is not at for call in body.calls
        )

    def goes_on_well(self, at: Expr, body: Body, seen: _Seen) -> bool:
        """Whether a value that does not end well where it stands goes on to where it does."""
        difference = self._difference(at)
        if difference is not None:
            at, seen = difference, _Seen(seen.bindings, True)
        if seen.is_duration and _decides(at, body):
            return False
        if not seen.is_duration and self._is_given_to(at, body, self.ends.runs):
            return False  # what a step gives is not made of it, and a retry makes another one
        into = list(_variables_of(at, body))
        if not into:
            return seen.is_duration
        return all(self._variable_goes_well(binding, seen, at) for binding in into)

    def _variable_goes_well(self, binding: Binding, seen: _Seen, at: Expr) -> bool:
        """Whether every use of a variable is harmless, through the variables made of it."""
        if binding in seen.bindings or is_read_nowhere(binding):
            return True
        has_default = binding.kind == "param" and default_of(binding.body, binding.index)
        if (binding.kind != "value" and not has_default) or len(seen.bindings) > _DEPTH:
            return False
        seen = _Seen((*seen.bindings, binding), seen.is_duration)
        references = read_after(at, binding)
        if not seen.is_duration and self._is_kept_twice(binding, references):
            return False
        return bool(references) and all(self._use_goes_well(each, seen) for each in references)

    def _is_kept_twice(self, binding: Binding, references: Sequence[Reference]) -> bool:
        """Whether steps keep a variable twice, or an event's id is made of it.

        A step that sends is retried with another id, and the events it has sent are sent again.
        """
        tools: dict[int, CallSite] = {}
        for body in self.outline.bodies:
            for call in body.calls:
                if id(call) not in self.ends.tools:
                    continue
                given = [each.expr for each in references if self._takes(call, each.expr)]
                if len(references) > 1 and any(is_event_id(each, call) for each in given):
                    return True
                if given:
                    tools[id(call)] = call
        return is_kept_twice(binding, list(tools.values()))

    def _use_goes_well(self, reference: Reference, seen: _Seen) -> bool:
        at, body = called_at(reference, self.ends.runs | self.ends.tools | self.ends.leading)
        if self.ends_well(at, body) or _is_written(reference) or _is_part_of_change(reference):
            return True
        if body is not self.site.body:
            return (seen.is_duration or self._difference(at) is not None) and self.goes_on_well(
                at, body, seen
            )
        if self._decides_change(reference, seen):
            return True
        return self.goes_on_well(at, body, seen)

    def _decides_change(self, reference: Reference, seen: _Seen) -> bool:
        """`if (next <= now) next.setDate(…)`: what counts is what becomes of `next`."""
        body = reference.body
        test = body.statement_at(reference)
        if test is None or test.kind not in ("if", "loop") or len(test.blocks) != 1:
            return False
        if test.expr is None or not holds(test.expr, reference):
            return False
        changed = [_changed(each, body) for each in test.blocks[0].statements]
        return bool(changed) and all(
            each is not None and self._variable_goes_well(each, seen, test.expr) for each in changed
        )

    def _difference(self, at: Expr) -> Expr | None:
        """The difference of two readings of a clock that a value is a part of."""
        part = at
        while (around := part.around) is not None and around.kind in _PARTS:
            others: list[Expr] = []
            callee = around.callee
            if around.kind == "binary" and around.operator == "-":
                others = [side for side in (around.left, around.right) if side is not None]
            elif callee is not None and re.match(_DIFFERENCE, callee.name):
                others = [callee, *around.arguments]
            if any(not holds(each, at) and self._reads_clock(each) for each in others):
                return around
            part = around
        return None

    def _reads_clock(self, value: Expr, depth: int = 0) -> bool:
        """Whether an expression is made of a reading of the clock."""
        table = catalogue(self.outline.language)
        for site in self.outline.sites_in(value):
            entry = table.entry(resolve_callee(site).name, "clock")
            if entry is not None and (entry.when != "bare" or not site.arguments):
                return True
        if depth > _DEPTH:
            return False
        for reference in self.outline.references_in(value):
            binding = reference.binding
            if binding is None or binding.kind != "value":
                continue
            written = [binding.initial, *(m.written for m in self.outline.mutations_of(binding))]
            if any(each is not None and self._reads_clock(each, depth + 1) for each in written):
                return True
        return False


def _is_for_want_of_event(at: Expr, body: Body) -> bool:
    """`event.id ?? randomUUID()`: an event that started a run has its id and time."""
    part = at
    while (around := part.around) is not None:
        test = around.condition if around.operator not in AND else None
        if test is not None and any(_is_of_event(each, body) for each in test.inside()):
            others = (each for each in around.choices if not holds(each, at))
            return not holds(test, at) and all(_is_of_event(each, body) for each in others)
        part = around
    return False


def _is_of_event(value: Expr, body: Body) -> bool:
    """Whether it is the id or time of the event, or the id of the run, whatever it is called."""
    inner = value.inner
    if inner is not None and inner.kind == "index" and inner.inner is not None:  # `events[0].id`
        origin = resolve_expr(body, inner.inner)
        return origin.attrs[-1:] == ("events",) and value.name in _OF_EVENT
    origin = resolve_expr(body, value)
    if origin.kind not in ("param", "call") or origin.binding is None:
        return False
    words = (origin.binding.name, *origin.attrs)
    return words[-1] in _OF_RUN or (words[-2:-1] == ("event",) and words[-1] in _OF_EVENT)


def _decides(at: Expr, body: Body) -> bool:
    """Whether what runs next depends on a value: it stands in a test, of any kind."""
    part = at
    while (around := part.around) is not None:
        test = around.condition if around.kind == "choice" else None
        if test is not None and holds(test, at):
            return True
        part = around
    statement = body.statement_at(at)
    if statement is None or statement.kind not in ("if", "loop", "switch"):
        return False
    tests = [statement.expr, *(block.test for block in statement.blocks)]
    return any(test is not None and holds(test, at) for test in tests)


def _is_written(reference: Reference) -> bool:
    """Whether a variable is only written to there: `times["a"] = 1`, `spans.push(1)`, `n += 1`."""
    owner = reference.owner
    if reference.use == "receiver" and owner is not None and says(owner, "changes"):
        return True
    return any(
        mutation.name == reference.name and mutation.start == reference.expr.whole.start
        for mutation in reference.body.mutations
    )


def _is_part_of_change(reference: Reference) -> bool:
    """`due.setDate(due.getDate() + 1)`: the variable itself is changed, and nothing else."""
    return any(
        call.use == "discarded"
        and call.root == reference.name
        and last_word(call).startswith("set")
        and holds(call, reference)
        for call in reference.body.calls
    )


def _changed(statement: Statement, body: Body) -> Binding | None:
    """The variable that a statement changes, None when it does anything else."""
    changed = statement.expr
    if statement.kind != "expression" or changed is None:
        return None
    site = body.outline.site(changed)
    if site is not None:
        is_set = len(site.attrs) == 1 and site.attrs[0].startswith("set") and site.root is not None
        return body.lookup(site.root or "", site.start) if is_set else None
    if changed.kind == "assignment" and changed.left is not None and changed.left.kind == "name":
        return body.lookup(changed.left.text, changed.start)
    return None
