"""Who makes a call, gives a handler to a factory, or gets a function by its name."""

from collections.abc import Collection

from scaffold.code.expressions import Expr
from scaffold.code.outline import Body, Reference
from scaffold.code.spans import holds
from scaffold.code.values import Value
from scaffold.inngest.facts import Call, Function


def caller_of(call: Call, function: Function) -> Call | None:
    """The call of the helper that makes this call."""
    *before, last = call.chain
    for each in function.calls:
        if each.site is last and list(each.chain) == before:
            return each
    return None


def given_handler(call: Call, function: Function) -> Body | None:
    """The handler that a factory is given, when the call is its own: `made(id, async () => …)`."""
    body, links = call.site.body, function.links
    calls = links.calls_of(function.factory) if function.factory is not None else ()
    given = (Value(each, site.body, links).function for site in calls for each in site.args)
    return body if any(each is body for each in given) else None


def is_made_of_context(call: Call) -> bool:
    """Return whether a call makes an object of the context, which may make steps with it."""
    return call.takes_context and (call.site.is_new or call.origin.kind == "class")


def step_makers(call: Call) -> int:
    """How many of the helpers that lead to a call make steps themselves: no step can hold those.

    So does one that calls what makes them: `work(data, (id, run) => step.run(id, run))`, and one
    that gives the context to an object that may: `tasks = Tasks(ctx)`.
    """
    way = call.chain
    if not way:
        return 0
    calls = call.function.failure_calls if call.in_failure_handler else call.function.calls
    within: set[Body] = set()
    for each in calls:
        body: Body | None = each.site.body if each.is_step else None
        while body is not None and body not in within:
            within.add(body)
            body = body.parent
    steps = [
        each.chain
        for each in calls
        if each.is_step or each.target in within or is_made_of_context(each)
    ]
    for number in range(len(way)):
        if not any(chain[: number + 1] == way[: number + 1] for chain in steps):
            return number
    return len(way)


def called_at(reference: Reference, steps: Collection[int]) -> tuple[Expr, Body]:
    """Return where a name is read; in a function with a name, where a call that is no step gets it.

    `steps` are the IDs of the calls that make steps: what these are given runs on its own.
    """
    at, body = reference.expr, reference.body
    while (owner := body.owner) is not None and not holds(owner, body) and id(owner) not in steps:
        at, body = owner.expr, owner.body
    return at, body
