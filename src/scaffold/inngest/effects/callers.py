"""Who makes a call: the helper around it, and the handler that a factory is given."""

from scaffold.code.outline import Body
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


def stands_with_steps(call: Call) -> bool:
    """Whether the helper that makes a call makes steps too, which its value may lead astray."""
    way = call.chain
    return any(each.is_step and each.chain[: len(way)] == way for each in call.function.calls)
