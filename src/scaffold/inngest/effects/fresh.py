"""Which calls give a new value each time, and where that does no harm."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from scaffold.code.outline import Binding, Body, CallSite, Outline, Reference
from scaffold.inngest.effects.catalogue import Entry
from scaffold.inngest.effects.logging import is_logging
from scaffold.inngest.effects.names import row
from scaffold.inngest.facts import Call, Function
from scaffold.syntax.tree import Node

_DEPTH = 4
# What a value is compared with and in.
_COMPARED = frozenset(
    {
        "parenthesized_expression", "binary_expression", "unary_expression", "member_expression",
        "call_expression", "arguments", "comparison_operator", "boolean_operator", "not_operator",
        "attribute", "call", "argument_list",
    }
)  # fmt: skip


def fresh(call: Call) -> Entry | None:
    """Return why a call reads the clock, or makes a random value or a new id."""
    if call.tool or call.target is not None:
        return None
    entry = row(call) if call.name else None
    return entry if entry is not None and entry.kind in ("clock", "random") else None


def fresh_calls(function: Function) -> Iterator[Call]:
    """Yield the calls outside of steps that give a new value on each replay.

    Helpers count in the handler's own file only: elsewhere too much is formatting and logging.
    """
    for call in function.calls:
        if call.step is None and fresh(call):
            files = {site.outline.path for site in (*call.chain, call.site)}
            if len(files) == 1:
                yield call


class _Ends(NamedTuple):
    """Where a new value may end: in what `returning` returns, in `tools`, in `within`."""

    returning: Body | None
    tools: frozenset[int]
    within: tuple[Node, ...]


def is_harmless(call: Call, function: Function, reported: Iterable[Call] = ()) -> bool:
    """Whether the value goes only where a new one on each replay does no harm.

    That is: a log line, a published message, a thrown error, what the handler returns at its end,
    and the arguments of a step other than its id, of which the first value is kept. What a helper
    returns goes where its caller lets it go. A call in `reported` belongs into a step, and what it
    is given with it; so does a helper that makes it.
    """
    if call.chain:
        caller = _caller_of(call, function)
        ends = caller is not None and is_harmless(caller, function, reported)
        returning = call.site.body if ends and caller and caller.target is call.site.body else None
    else:
        returning = function.handler
    steps = [each.as_step for each in function.calls if each.as_step is not None]
    site = call.site
    within = tuple(_around(call, reported))
    kept = _Ends(returning, frozenset(id(each.site) for each in steps), within)
    if _is_harmless_at(site.node, site, kept):
        return True
    if site.target is None or site.target.type != "identifier":
        declared = _declared_by(site)
        if declared is None:
            return False
    else:
        declared = site.outline.text(site.target)
    # The callback of `run` gets its arguments anew each time.
    tools = frozenset(id(each.site) for each in steps if each.kind != "run")
    kept = _Ends(returning, tools, within if call.chain else ())
    return _is_harmless_in(site.body.lookup(declared, site.start), site, kept, ())


def _around(call: Call, reported: Iterable[Call]) -> Iterator[Node]:
    """Where the calls that are reported stand next to a call, and those that it stands in."""
    site, level = call.site, len(call.chain)
    for each in reported:
        if each.chain[:level] != call.chain:
            continue
        outer = (*each.chain, each.site)[level]
        if outer is site:
            continue  # what it gives goes on from there
        is_given_to = outer.outline is site.outline and _holds(outer.node, site.node)
        if outer.body is site.body or (is_given_to and not _is_kept_outside(site, outer)):
            yield outer.node


def _is_kept_outside(site: CallSite, outer: CallSite) -> bool:
    """Whether a function given to a call puts a value into a variable around that call."""
    if site.target is None or site.target.type != "identifier":
        return False
    binding = site.body.lookup(site.outline.text(site.target), site.target.start_byte)
    return binding is None or outer.body.is_inside(binding.body)


def _caller_of(call: Call, function: Function) -> Call | None:
    """The call of the helper that makes this call."""
    *before, last = call.chain
    for each in function.calls:
        if each.site is last and list(each.chain) == before:
            return each
    return None


def _is_harmless_in(
    binding: Binding | None, site: CallSite, ends: _Ends, seen: tuple[Binding, ...]
) -> bool:
    """Whether every use of a variable is harmless, through the variables made of it."""
    if binding in seen:
        return True
    if binding is None or binding.kind != "value" or len(seen) > _DEPTH:
        return False
    seen = (*seen, binding)
    references = site.outline.references_to(binding)
    return bool(references) and all(
        _is_harmless_at(each.node, site, ends)
        or _is_part_of_change(each, site.outline, binding)
        or _passes_on(each, site, ends, seen)
        or _decides_change(each, site, ends, seen)
        for each in references
    )


def _is_part_of_change(reference: Reference, outline: Outline, binding: Binding) -> bool:
    """`due.setDate(due.getDate() + 1)`: the variable itself is changed, and nothing else."""
    return any(
        call.use == "discarded" and call.root == binding.name and _holds(call.node, reference.node)
        and call.attrs[-1:] and call.attrs[-1].startswith("set")
        for call in reference.body.calls
    )  # fmt: skip


def _passes_on(
    reference: Reference, site: CallSite, ends: _Ends, seen: tuple[Binding, ...]
) -> bool:
    """`const took = Date.now() - start`: what counts is what becomes of `took`."""
    body = reference.body
    if body is not site.body:
        return False
    for binding in body.declared():
        value = binding.value
        if value is not None and binding.kind == "value" and _holds(value, reference.node):
            if body.outline.body(value) is not None:
                return False
            return _is_harmless_in(binding, site, ends, seen)
    for change in body.mutations:  # `due = addDays(due, 1)`
        if not change.attrs and _holds(change.node, reference.node):
            return _is_harmless_in(change.binding, site, ends, seen)
    return False


def _decides_change(
    reference: Reference, site: CallSite, ends: _Ends, seen: tuple[Binding, ...]
) -> bool:
    """`if (next <= now) next.setDate(…)`: what counts is what becomes of `next`."""
    if reference.body is not site.body:
        return False
    node, test = reference.node, reference.node.parent
    while test is not None and test.type in _COMPARED:
        node, test = test, test.parent
    if test is None or test.type not in ("if_statement", "while_statement"):
        return False
    condition = test.child_by_field_name("condition")
    then = test.child_by_field_name("consequence") or test.child_by_field_name("body")
    if condition is None or condition.id != node.id or then is None:
        return False
    if test.child_by_field_name("alternative") is not None:
        return False
    block = then.named_children if then.type in ("statement_block", "block") else [then]
    statements = [each for each in block if each.type != "comment"]
    names = [_changed(each, site.outline) for each in statements]
    return bool(names) and all(
        name is not None
        and _is_harmless_in(reference.body.lookup(name, reference.start), site, ends, seen)
        for name in names
    )


def _changed(statement: Node, outline: Outline) -> str | None:
    """The variable that a statement changes, None when it does anything else."""
    if statement.type != "expression_statement" or len(statement.named_children) != 1:
        return None
    node = statement.named_children[0]
    site = outline.site(node)
    if site is not None:
        is_set = len(site.attrs) == 1 and site.attrs[0].startswith("set")
        return site.root if is_set else None
    if "assignment" not in node.type:
        return None
    left = node.child_by_field_name("left")
    return outline.text(left) if left is not None and left.type == "identifier" else None


def _declared_by(site: CallSite) -> str | None:
    """The variable whose value the call is part of: `const due = new Date(Date.now() + n)`."""
    for name, binding in site.body.bindings.items():
        value = binding.value
        if value is not None and binding.kind == "value" and _holds(value, site.node):
            return name
    return None


def _is_harmless_at(node: Node, site: CallSite, ends: _Ends) -> bool:
    """Whether a value does no harm at one place."""
    if any(_holds(each, node) for each in ends.within):
        return True
    outline = site.outline
    for body in outline.bodies:
        for around in body.calls:
            if around.node.id == node.id or not _holds(around.node, node):
                continue
            if is_logging(around) or (_is_publish(around) and around.body is site.body):
                return True
            if id(around) in ends.tools and any(
                _holds(argument, node)
                for argument in [*around.arguments[1:], *around.keywords.values()]
            ):
                inner = [b for b in outline.bodies if b.owner is around and _holds(b.node, node)]
                if not inner:
                    return True
        if body is ends.returning:
            for returned in body.returns:
                if _holds(returned, node) and site.body is body:
                    return True
    return site.use == "thrown" or _is_thrown(node, site)


def _is_publish(site: CallSite) -> bool:
    """Realtime's `publish` is a step of its own, in a handler."""
    return (site.attrs[-1] if site.attrs else site.root) == "publish"


def _is_thrown(node: Node, site: CallSite) -> bool:
    return any(call.use == "thrown" and _holds(call.node, node) for call in site.body.calls)


def _holds(outer: Node, inner: Node) -> bool:
    return outer.start_byte <= inner.start_byte and inner.end_byte <= outer.end_byte
