"""Which calls of a handler reach outside the process, told by name and by what awaits them."""

import re
from collections.abc import Iterator, Mapping, Sequence

from scaffold.inngest.bindings import resolve_callee
from scaffold.inngest.clients import is_client, is_send
from scaffold.inngest.facts import Call, Function
from scaffold.inngest.fates import COLLECTORS
from scaffold.inngest.links import settle
from scaffold.inngest.outline import Body, CallSite
from scaffold.rules._io_names import functions_given, is_io, is_written_as_io
from scaffold.rules._logging import is_logging
from scaffold.rules._timers import is_timer

# What the SDK itself gives a handler, and runs safely or not at all.
_OF_THE_SDK = frozenset(
    {"step", "group", "publish", "logger", "event", "events", "runId", "run_id", "attempt"}
)
_AGENT_KIT = re.compile(r"agent-?kit")
_SAFE_MODULES = (
    "@inngest/",
    "@opentelemetry/",
    "opentelemetry.",
    "@sentry/",
    "sentry_sdk",
    "inngest/experimental",
    "inngest.experimental",
    "inngest/realtime",
    # These compute and wait for nothing outside.
    "@react-email/",
    "react-email",
    "jose.",
    "marked.",
    "mjml",
    "remark",
    "superjson",
    "unified.",
)
_SAFE = frozenset({"import", "Promise", "AbortSignal.timeout", "Array.from", "Object.fromEntries"})
_SAFE_PREFIXES = ("crypto.subtle.", "crypto.webcrypto.subtle.")
_SAFE_METHODS = frozenset({"parseAsync", "safeParseAsync", "raise_for_status"})
# Reading the answer of a request that is reported itself.
_BODY_READERS = frozenset(
    {"json", "text", "arrayBuffer", "blob", "formData", "bytes", "aread", "read"}
)
_CHAINED = frozenset({"then", "catch", "finally"})
_ITERATORS = frozenset(
    {"map", "flatMap", "filter", "forEach", "reduce", "some", "every", "find", "sort", "entries"}
)
# A write that nobody awaits still happens.
_WRITES = re.compile(r"^(create|update|upsert|insert|save|send)(One|Many|Email|Mail)?$")
_MAKES_CLIENT = re.compile(r"(^c|C)lient$")


def effects(function: Function, calls: tuple[Call, ...]) -> Iterator[Call]:
    """Yield the calls outside of steps that do I/O, each once and outermost first."""
    by_site = {id(call.site): call for call in calls}
    callers: dict[int, list[Call]] = {}
    for call in calls:
        if call.target is not None:
            callers.setdefault(id(call.target), []).append(call)
    stepping = {call.site.body for call in calls if call.is_step}
    found = [
        call
        for call in calls
        if call.step is None
        and (call.site.use != "receiver" or call.site.awaited)
        and _is_effect(call, by_site, callers)
    ]
    for call in found:
        inner = functions_given(call.site)
        if inner and any(step.is_inside(body) for step in stepping for body in inner):
            continue  # `retry(() => step.run(…))`: the step is the work
        if inner and any(
            other is not call
            and any(other.site.body.is_inside(body) for body in inner)
            and not _on_its_parameter(other, inner)
            for other in found
        ):
            continue  # a wrapper: what it wraps is reported
        if any(_on_its_parameter(call, functions_given(other.site)) for other in found
               if other is not call and not _iterates(other.site)):  # fmt: skip
            continue  # `db.transaction(async (tx) => …)`: the transaction is reported
        yield call


def _is_effect(
    call: Call, by_site: Mapping[int, Call], callers: Mapping[int, Sequence[Call]]
) -> bool:
    site, links = call.site, call.function.links
    if call.target is not None or _is_picked(call):
        return False
    first: CallSite | None = site
    hands_on = True
    while first is not None:  # along the chain `a.b().c().d()`
        link = by_site.get(id(first))
        if link is not None and (_is_the_sdks(link) or (hands_on and link.target is not None)):
            return False
        # `load().then(…)` is what `load` does; `getDb().users.find()` is more.
        hands_on = hands_on and bool(first.attrs) and first.attrs[-1] in _CHAINED
        last, first = first, first.receiver
    if is_send(site, call.origin, links) or is_timer(call):
        return False
    name, method = call.name, site.attrs[-1] if site.attrs else ""
    language = site.outline.language
    if name in COLLECTORS or name in _SAFE or name.startswith((*_SAFE_MODULES, *_SAFE_PREFIXES)):
        return False
    if method in _SAFE_METHODS or is_logging(last) or _is_agent(call):
        return False
    if method in _BODY_READERS and not site.arguments and not site.keywords:
        # `await ky.get(url).json()` makes the request as well.
        request = site.receiver
        if request is None or site.receiver_awaited or request.is_new:
            return False
        if request.attrs[-1:] == ("clone",) or not site.awaited:
            return False
    if _iterates(site):
        return _maps_unknown(call)
    if site.is_new:
        return False
    if is_io(call):
        return True
    last_call = _in_the_end(call, callers)
    fate, use, where = last_call.fate, last_call.site.use, last_call.site.body
    if site.use == "returned" and site.body.is_async and not site.awaited and fate == "awaited":
        return is_written_as_io(call)  # `async (id) => label(id)`: it may be no promise
    if fate == "awaited" and not (site.use == "loop" and not _is_async_loop(site)):
        last_word = method or (site.root or "")
        if use == "assigned" and _MAKES_CLIENT.search(last_word):
            return False
        # Python's `async with Client()` and awaited constructors do no work yet.
        return not (language == "python" and last_word[:1].isupper())
    if method in _CHAINED:
        return fate in ("dropped", "void", "returned") and site.receiver is not None
    if use == "returned" and (where.is_async or where is call.function.handler):
        return is_written_as_io(call)
    if fate == "kept" and use in ("argument", "element") and site.owner is not None:
        return _is_collected(site.owner) and is_written_as_io(call)
    if use == "discarded" and site.attrs and _WRITES.match(method):
        return call.origin.base.kind == "import" and not name.startswith("crypto.")
    return fate == "void"


def _is_collected(push: CallSite) -> bool:
    """Whether `tasks.push(…)` puts a promise where `Promise.all(tasks)` waits for it."""
    binding = push.body.lookup(push.root) if push.root and push.attrs == ("push",) else None
    return binding is not None and any(
        reference.owner is not None and resolve_callee(reference.owner).name in COLLECTORS
        for reference in push.outline.references_to(binding)
    )


def _is_picked(call: Call) -> bool:
    """`handlers[kind]()`: which function it is, the source does not say."""
    node = call.origin.node
    return (
        call.origin.kind == "value" and not call.origin.attrs and node is not None
        and node.type in ("subscript_expression", "subscript")
    )  # fmt: skip


def _in_the_end(call: Call, callers: Mapping[int, Sequence[Call]]) -> Call:
    """The call whose result this one's result becomes: a plain wrapper hands it on."""
    for _ in range(6):
        site = call.site
        last = call.chain[-1] if call.chain else None
        above = [
            each
            for each in callers.get(id(site.body), ())
            if each.step is None and (last is None or each.site is last)
        ]
        if site.use != "returned" or site.body.is_async or not above:
            break
        call = above[0]
    return call


def _is_async_loop(site: CallSite) -> bool:
    """Whether the loop over a call's result waits for each item."""
    node = site.node.parent
    for _ in range(3):
        if node is None or node.type in ("for_in_statement", "for_statement", "for_in_clause"):
            break
        node = node.parent
    if node is None:
        return False
    content = site.outline.source.content
    return re.match(rb"for\s+await\b|async\b", content[node.start_byte : node.end_byte]) is not None


def _is_the_sdks(call: Call) -> bool:
    if call.takes_context or (call.tool and call.tool[0] in _OF_THE_SDK):
        return True
    origin = call.origin
    # `inngest.realtime.publish`, `inngest.score.experiment`: the SDK knows the run they are in.
    return bool(origin.attrs) and is_client(origin.at(()), call.function.links)


def _is_agent(call: Call) -> bool:
    """An agent or network of Inngest's agent kit makes its own steps."""
    origin = settle(call.origin, call.function.links)
    if _AGENT_KIT.search(origin.name):
        return True
    if call.site.attrs[-1:] != ("run",):
        return False
    # Made by a function of the project, or defined in another file of it.
    files = [call.site.outline, origin.outline]
    if origin.kind == "call" and origin.site is not None:
        files.append(settle(resolve_callee(origin.site), call.function.links).outline)
    return any(
        _AGENT_KIT.search(binding.module)
        for file in files
        if file is not None
        for binding in file.module.bindings.values()
        if binding.kind == "import"
    )


def _iterates(site: CallSite) -> bool:
    return (bool(site.attrs) and site.attrs[-1] in _ITERATORS and bool(functions_given(site))) or (
        bool(site.attrs) and site.attrs[-1] in ("map", "flatMap", "forEach")
    )  # fmt: skip


def _maps_unknown(call: Call) -> bool:
    """`Promise.all(users.map(sendMail))` with a `sendMail` that cannot be read."""
    if call.fate != "awaited" or functions_given(call.site):
        return False
    mapper = call.argument(0)
    return mapper is not None and mapper.origin.kind == "import"


def _on_its_parameter(call: Call, bodies: list[Body]) -> bool:
    """Whether a call is made on what a wrapper hands to its function."""
    origin = call.origin.base
    return origin.kind == "param" and origin.body in bodies
