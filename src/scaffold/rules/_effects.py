"""Which calls of a handler reach outside the process, told by name and by what awaits them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from scaffold.code.bindings import resolve_callee
from scaffold.code.fates import COLLECTORS
from scaffold.code.outline import Body, CallSite, Reference
from scaffold.inngest.clients import is_send
from scaffold.inngest.facts import Call, Function
from scaffold.rules._io_names import functions_given, is_io, is_request, is_written_as_io
from scaffold.rules._kept_promises import is_collected
from scaffold.rules._lazy_queries import is_built, waits
from scaffold.rules._logging import is_logging
from scaffold.rules._sdk_calls import CHAINED, is_agent, is_of_a_step, is_the_sdks
from scaffold.rules._timers import is_timer
from scaffold.rules._transactions import is_transaction, runs_in, transactions

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
_SAFE = frozenset({"import", "Promise", "AbortSignal.timeout", "Array.from", "Array.of"})
_SAFE_PREFIXES = ("crypto.subtle.", "crypto.webcrypto.subtle.", "Object.", "Map().", "Set().")
# One bare request each: in Python they are no step.
_REALTIME = frozenset(
    {"inngest.experimental.realtime.publish", "inngest.experimental.realtime.publish_sync"}
)
_SAFE_METHODS = frozenset({"parseAsync", "safeParseAsync", "raise_for_status"})
# Reading the answer of a request that is reported itself.
_BODY_READERS = frozenset(
    {"json", "text", "arrayBuffer", "blob", "formData", "bytes", "aread", "read"}
)
_FILE_READERS = frozenset({"read", "readline", "readlines"})
_COLLECTION_VIEWS = frozenset({"values", "keys", "entries"})
_ITERATORS = frozenset(
    {"map", "flatMap", "filter", "forEach", "reduce", "some", "every", "find", "sort", "entries"}
)
# A write that nobody awaits still happens.
_WRITES = re.compile(r"^(create|update|upsert|insert|save|send)(One|Many|Email|Mail)?$")
_MAKES_CLIENT = re.compile(r"(^c|_c|C)lient$")


class Effect(NamedTuple):
    """A call that does I/O outside of steps; where that happens, and how to spell it."""

    call: Call
    at: Call | Reference
    spelled: str


def effects(function: Function, calls: tuple[Call, ...]) -> Iterator[Effect]:
    """Yield the calls outside of steps that do I/O, each once and outermost first.

    A query that is built here and awaited elsewhere is given where that is.
    """
    seen = set()
    for call in _calls(calls):
        if not is_built(call):
            yield Effect(call, call, call.spelled)
            continue
        for reference in waits(call):
            if (reference, call.chain) not in seen:
                seen.add((reference, call.chain))
                if call.chain:
                    yield Effect(call, call, call.spelled)
                else:
                    word = "await " if reference.awaited else ""
                    yield Effect(call, reference, f"{word}{reference.name}")


def _calls(calls: tuple[Call, ...]) -> Iterator[Call]:
    by_site = {id(call.site): call for call in calls}
    callers: dict[int, list[Call]] = {}
    for call in calls:
        if call.target is not None:
            callers.setdefault(id(call.target), []).append(call)
    found = [
        call
        for call in calls
        if call.step is None
        and (call.site.use != "receiver" or call.site.awaited or is_request(call))
        and _is_effect(call, by_site, callers)
    ]
    if not found:
        return
    sites = {id(call.site) for call in found}
    found = [call for call in found if call.site.awaited or not _is_part(call.site, sites)]
    stepping = {call.site.body for call in calls if call.is_step}
    transacted = [
        call
        for call in transactions(calls, found)
        if not any(step.is_inside(body) for step in stepping for body in functions_given(call.site))
    ]
    for call in found:
        inner = functions_given(call.site)
        if inner and any(step.is_inside(body) for step in stepping for body in inner):
            continue  # `retry(() => step.run(…))`: the step is the work
        if any(runs_in(call, functions_given(other.site)) for other in transacted
               if other is not call):  # fmt: skip
            continue  # a step for each would stand inside the open transaction
        if (
            inner
            and call not in transacted
            and any(
                other is not call
                and any(other.site.body.is_inside(body) for body in inner)
                and not _on_its_parameter(other, inner)
                for other in found
            )
        ):
            continue  # a wrapper: what it wraps is reported
        if any(_on_its_parameter(call, functions_given(other.site)) for other in found
               if other is not call and not _iterates(other.site)):  # fmt: skip
            continue  # `db.transaction(async (tx) => …)`: the transaction is reported
        yield call


def _is_part(site: CallSite, found: set[int]) -> bool:
    """Whether the chain that a call begins is reported as a whole: `fetch(url).then(…)`."""
    while site.use == "receiver" and site.owner is not None:
        site = site.owner
        if id(site) in found:
            return True
    return False


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
        if link is not None and (is_the_sdks(link) or (hands_on and link.target is not None)):
            return False
        if hands_on and first is not site and resolve_callee(first).name in COLLECTORS:
            return False  # `Promise.all([…]).then(…)`: what it waits for is reported by itself
        # `load().then(…)` is what `load` does; `getDb().users.find()` is more.
        hands_on = hands_on and bool(first.attrs) and first.attrs[-1] in CHAINED
        last, first = first, first.receiver
    if hands_on and is_of_a_step(last, by_site):
        return False
    if is_send(site, call.origin, links) or is_timer(call):
        return False
    name, method = call.name, site.attrs[-1] if site.attrs else ""
    language = site.outline.language
    if name in _REALTIME and language == "python":
        return True
    if name in COLLECTORS or name in _SAFE or name.startswith((*_SAFE_MODULES, *_SAFE_PREFIXES)):
        return False
    if method in _SAFE_METHODS or is_logging(last) or is_agent(call):
        return False
    if method in _COLLECTION_VIEWS and not site.arguments and not site.awaited:
        return False  # `Promise.all(byId.values())`
    if method in _FILE_READERS and _opens(site.receiver):
        return True
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
        # `async (id) => label(id)`: it may be no promise
        return is_written_as_io(call) or is_transaction(call)
    if fate == "awaited" and (site.use != "loop" or site.awaited or _is_async_loop(site)):
        last_word = method or (site.root or "")
        if use == "assigned" and _MAKES_CLIENT.search(last_word):
            return False
        # Python's `async with Client()` and awaited constructors do no work yet.
        return not (language == "python" and last_word[:1].isupper())
    if method in CHAINED:
        return fate in ("dropped", "void", "returned") and site.receiver is not None
    if use == "returned" and (where.is_async or where is call.function.handler):
        return is_written_as_io(call) or is_transaction(call)
    if fate == "kept":
        return is_written_as_io(call) and is_collected(site)
    if use == "discarded" and site.attrs and _WRITES.match(method):
        return call.origin.base.kind == "import" and not name.startswith("crypto.")
    return fate == "void"


def _opens(receiver: CallSite | None) -> bool:
    """`open(path)` of Python."""
    return receiver is not None and receiver.root == "open" and not receiver.attrs and (
        receiver.outline.language == "python" and resolve_callee(receiver).name == "open"
    )  # fmt: skip


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
