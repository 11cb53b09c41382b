"""Which calls give a new value each time, and where that does no harm."""

import re
from collections.abc import Iterable, Iterator

from scaffold.inngest.facts import Call, Function
from scaffold.inngest.outline import Binding, Body, CallSite, Outline, Reference
from scaffold.rules._logging import is_logging
from scaffold.syntax.tree import Node

# Compiled on first use, and kept by `re`: a file has one language.
_NAMES = {
    "typescript": (
        r"^(Date\.now|Math\.random|performance\.now|process\.hrtime(\.bigint)?"
        r"|crypto\.(webcrypto\.)?(randomUUID|randomBytes|randomInt|getRandomValues)"
        r"|uuid\.v[1467]|uuid/v[14]|uuidv4(\.uuid)?|nanoid(\.nanoid|/non-secure\.nanoid)?|ulid(\.ulid)?"
        r"|(@paralleldrive/cuid2\.|cuid2?\.)(createId|cuid)|cuid"
        r"|luxon\.DateTime\.(now|local|utc))$"
    ),
    "python": (
        r"^(time\.(time|time_ns|monotonic|monotonic_ns|perf_counter|perf_counter_ns)"
        r"|datetime\.datetime\.(now|utcnow|today)|datetime\.date\.today"
        r"|django\.utils\.timezone\.now|pendulum\.now|arrow\.(now|utcnow)"
        r"|uuid\.uuid[14678]|os\.urandom|secrets\.\w+"
        r"|random\.(random|randint|randrange|choice|choices|sample|shuffle|uniform|gauss"
        r"|getrandbits|randbytes))$"
    ),
}
_DEPTH = 4
# These read the clock only when they are given nothing.
_WITHOUT_ARGUMENTS = frozenset({"Date", "dayjs", "moment"})


def is_fresh(call: Call) -> bool:
    """Whether a call reads the clock or makes a random value or a new id."""
    name = call.name
    if not name or call.tool or call.target is not None:
        return False
    if name in _WITHOUT_ARGUMENTS and call.site.outline.language == "typescript":
        return not call.site.arguments
    return re.match(_NAMES[call.site.outline.language], name) is not None


def fresh_calls(function: Function) -> Iterator[Call]:
    """Yield the calls outside of steps that give a new value on each replay.

    Helpers count in the handler's own file only: elsewhere too much is formatting and logging.
    """
    for call in function.calls:
        if call.step is None and is_fresh(call):
            files = {site.outline.path for site in (*call.chain, call.site)}
            if len(files) == 1:
                yield call


def is_harmless(call: Call, function: Function) -> bool:
    """Whether the value goes only where a new one on each replay does no harm.

    That is: a log line, a published message, a thrown error, what the handler returns at its end,
    and the arguments of a step other than its id, of which the first value is kept. What a helper
    returns goes where its caller lets it go.
    """
    if call.chain:
        caller = _caller_of(call, function)
        ends = caller is not None and is_harmless(caller, function)
        returning = call.site.body if ends and caller and caller.target is call.site.body else None
    else:
        returning = function.handler
    steps = [each.as_step for each in function.calls if each.as_step is not None]
    tools = {id(each.site) for each in steps}
    site = call.site
    if _is_harmless_at(site.node, site, returning, tools):
        return True
    if site.target is None or site.target.type != "identifier":
        declared = _declared_by(site)
        if declared is None:
            return False
    else:
        declared = site.outline.text(site.target)
    # The callback of `run` gets its arguments anew each time.
    tools = {id(each.site) for each in steps if each.kind != "run"}
    return _is_harmless_in(site.body.lookup(declared), site, returning, tools)


def _caller_of(call: Call, function: Function) -> Call | None:
    """The call of the helper that makes this call."""
    *before, last = call.chain
    for each in function.calls:
        if each.site is last and list(each.chain) == before:
            return each
    return None


def _is_harmless_in(
    binding: Binding | None, site: CallSite, returning: Body | None, tools: Iterable[int],
    depth: int = 0,
) -> bool:  # fmt: skip
    """Whether every use of a variable is harmless, through the variables made of it."""
    if binding is None or binding.kind != "value" or depth > _DEPTH:
        return False
    references = site.outline.references_to(binding)
    return bool(references) and all(
        _is_harmless_at(each.node, site, returning, tools)
        or _is_part_of_change(each, site.outline, binding)
        or _passes_on(each, site, returning, tools, depth)
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
    reference: Reference, site: CallSite, returning: Body | None, tools: Iterable[int], depth: int
) -> bool:
    """`const took = Date.now() - start`: what counts is what becomes of `took`."""
    if reference.body is not site.body:
        return False
    for binding in reference.body.bindings.values():
        value = binding.value
        if value is not None and binding.kind == "value" and _holds(value, reference.node):
            if reference.body.outline.body(value) is not None:
                return False
            return _is_harmless_in(binding, site, returning, tools, depth + 1)
    return False


def _declared_by(site: CallSite) -> str | None:
    """The variable whose value the call is part of: `const due = new Date(Date.now() + n)`."""
    for name, binding in site.body.bindings.items():
        value = binding.value
        if value is not None and binding.kind == "value" and _holds(value, site.node):
            return name
    return None


def _is_harmless_at(
    node: Node, site: CallSite, returning: Body | None, tools: Iterable[int]
) -> bool:
    """Whether a value does no harm at one place; what `returning` returns does none."""
    outline = site.outline
    for body in outline.bodies:
        for around in body.calls:
            if around.node.id == node.id or not _holds(around.node, node):
                continue
            if is_logging(around) or (_is_publish(around) and around.body is site.body):
                return True
            if id(around) in tools and any(
                _holds(argument, node)
                for argument in [*around.arguments[1:], *around.keywords.values()]
            ):
                inner = [b for b in outline.bodies if b.owner is around and _holds(b.node, node)]
                if not inner:
                    return True
        if body is returning:
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
