"""What one call of a handler does to the world, and why we think so.

`judge` asks named questions in order, and the first that has an answer decides. Who else speaks
for the call comes first, then what its name says, then what becomes of its value.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Literal, NamedTuple

from scaffold.code.bindings import resolve_callee
from scaffold.code.fates import CHAINED, COLLECTORS, is_task
from scaffold.code.links import settle
from scaffold.code.once import once
from scaffold.code.outline import CallSite
from scaffold.inngest.clients import is_send
from scaffold.inngest.effects.by_name import is_named_like_io, listed_io
from scaffold.inngest.effects.catalogue import Entry, Kind
from scaffold.inngest.effects.constructors import asks_when_made
from scaffold.inngest.effects.files import reads_opened
from scaffold.inngest.effects.kept_promises import is_collected
from scaffold.inngest.effects.logging import is_logging
from scaffold.inngest.effects.loops import is_async_loop, looped_over
from scaffold.inngest.effects.names import (
    coroutine,
    functions_given,
    known,
    last_word,
    method_of,
    row,
    rows,
    says,
    words_of,
)
from scaffold.inngest.effects.sdk_calls import is_agent, is_of_a_step, is_the_sdks
from scaffold.inngest.effects.threads import computes_in_a_thread
from scaffold.inngest.effects.timers import timer
from scaffold.inngest.effects.transactions import is_transaction
from scaffold.inngest.facts import Call

_MAKES_CLIENT = r"(^c|_c|C)lient$"
_DEPTH = 6


class Verdict(NamedTuple):
    """What a call does, and the reason: a clause that ends "… because"."""

    kind: Kind | Literal["elsewhere", "state", "unknown"]
    reason: str

    @property
    def is_effect(self) -> bool:
        """Whether it is work for a step: it reaches outside, or touches what the process keeps."""
        return self.kind in ("effect", "file", "state")


class Asked:
    """One call that is judged, among all that its handler reaches; it leads to those `below`."""

    def __init__(
        self,
        call: Call,
        by_site: Mapping[int, Call],
        callers: Mapping[int, Sequence[Call]],
        below: Sequence[Call],
    ) -> None:
        self.call = call
        self.site = call.site
        self.name = call.name
        self.language = call.site.outline.language
        self.method = method_of(call.site)
        self.by_site = by_site
        self.callers = callers
        self.below = below

    @once
    def first(self) -> CallSite:
        """The call that the chain begins with: `a()` of `a().b().c()`."""
        site = self.site
        while site.receiver is not None:
            site = site.receiver
        return site

    @once
    def in_the_end(self) -> Call:
        """The call whose result this one's result becomes: a plain wrapper hands it on."""
        call = self.call
        for _ in range(_DEPTH):
            site = call.site
            last = call.chain[-1] if call.chain else None
            above = [
                each
                for each in self.callers.get(id(site.body), ())
                if each.step is None and (last is None or each.site is last)
            ]
            if site.use != "returned" or site.body.is_async or not above:
                break
            call = above[0]
        return call


def judge(asked: Asked) -> Verdict:
    """Return what a call does, by the first question that has an answer."""
    for question in _QUESTIONS:
        verdict = question(asked)
        if verdict is not None:
            return verdict
    return Verdict("unknown", "nothing says that it reaches outside")


# Who else speaks for it


def _is_followed(asked: Asked) -> Verdict | None:
    if asked.call.target is not None:
        return Verdict("elsewhere", "the calls that this function makes are judged")
    return None


def _is_picked(asked: Asked) -> Verdict | None:
    """`handlers[kind]()`: which function it is, the source does not say."""
    origin = asked.call.origin
    picked = origin.expr if origin.kind == "value" and not origin.attrs else None
    if picked is None or picked.kind != "index":
        return None
    return Verdict("unknown", "which function it is, the source does not say")


def _is_part_of_a_step(asked: Asked) -> Verdict | None:
    """Any link of the chain `a.b().c().d()` may be a tool, or be given what makes steps."""
    first: CallSite | None = asked.site
    hands_on = True
    while first is not None:
        link = asked.by_site.get(id(first))
        if link is not None and is_the_sdks(link):
            return Verdict("sdk", "it is Inngest's, or is given what makes steps")
        if hands_on and link is not None and link.target is not None:
            return Verdict("elsewhere", "the calls that this function makes are judged")
        if hands_on and first is not asked.site and resolve_callee(first).name in COLLECTORS:
            return Verdict("gathers", "what it waits for is judged by itself")
        # `load().then(…)` is what `load` does; `getDb().users.find()` is more.
        hands_on = hands_on and method_of(first) in CHAINED
        last, first = first, first.receiver
    if hands_on and is_of_a_step(last, asked.by_site):
        return Verdict("sdk", "it goes on with what a step gives")
    return None


def _computes_in_a_thread(asked: Asked) -> Verdict | None:
    if computes_in_a_thread(asked.call, asked.by_site):
        return Verdict("pure", "it is awaited because it runs in a thread, and only computes")
    return None


def _is_sent(asked: Asked) -> Verdict | None:
    if is_send(asked.site, asked.call.origin, asked.call.function.links):
        return Verdict("sdk", "it sends an event")
    return None


def _waits_here(asked: Asked) -> Verdict | None:
    entry = timer(asked.call)
    return Verdict("timer", f"it waits inside the process ({entry.source})") if entry else None


def _is_made_by_a_log(asked: Asked) -> Verdict | None:
    """`logger.info()` of the project's own may write to wherever it likes."""
    if any(is_logging(site) for site in asked.call.chain):
        return Verdict("log", "a log of the project's own makes it")
    return None


# What its name says


def _is_harmless(asked: Asked) -> Verdict | None:
    if asked.name in COLLECTORS:
        return Verdict("gathers", "what it waits for is judged by itself")
    entry = row(asked.call)
    if entry is None or entry.kind not in _HARMLESS:
        entry = says(asked.site, "pure")
    return _by(entry, asked) if entry is not None else None


def _opens_connection(asked: Asked) -> Verdict | None:
    """`connectDb()`, `client.connect()`: a connection is the process's, and no step can keep it."""
    table, site = known(asked.call), asked.site
    words = words_of(site)
    entry = table.says(words[-1], "setup", "connects") if words else None
    if entry is None and not site.arguments and not site.keywords:
        entry = table.says(".".join(words[-2:]), "setup", "bare") or says(site, "setup", "bare")
    return _by(entry, asked) if entry is not None else None


def _logs(asked: Asked) -> Verdict | None:
    return Verdict("log", "it writes to a log") if is_logging(asked.first) else None


def _is_of_an_agent(asked: Asked) -> Verdict | None:
    return Verdict("sdk", "an agent makes its own steps") if is_agent(asked.call) else None


def _is_view(asked: Asked) -> Verdict | None:
    """`Promise.all(byId.values())`, `Promise.all(told.concat(asked))`."""
    site = asked.site
    if site.awaited or not (
        says(site, "pure", "unawaited") or (not site.arguments and says(site, "pure", "bare"))
    ):
        return None
    return Verdict("pure", "it gives what a collection holds")


def _reads_opened_file(asked: Asked) -> Verdict | None:
    """`open(path).read()` of Python, `with open(path) as file: json.load(file)`."""
    return Verdict("file", "it reads an opened file") if reads_opened(asked.call) else None


def _reads_answer(asked: Asked) -> Verdict | None:
    """`(await fetch(url)).json()`; `await ky.get(url).json()` makes the request as well."""
    site = asked.site
    if site.arguments or site.keywords or not says(site, "answer"):
        return None
    request = site.receiver
    makes_it = request is not None and not site.receiver_awaited and not request.is_new
    if makes_it and request is not None and method_of(request) != "clone" and site.awaited:
        return None
    return Verdict("answer", "the request is judged by itself")


def _iterates(asked: Asked) -> Verdict | None:
    call, site = asked.call, asked.site
    entry = row(call)
    is_listed = entry is not None and entry.kind == "iterates"
    if not is_listed and not iterates(site):
        return None
    if call.fate == "awaited" and not functions_given(site):
        given = [call.argument(index) for index in range(len(site.arguments) if is_listed else 1)]
        if any(each is not None and each.origin.kind == "import" for each in given):
            # `Promise.all(users.map(sendMail))` with a `sendMail` that cannot be read
            return Verdict("effect", "what it calls for each is awaited, and cannot be read")
    return Verdict("iterates", "what it calls for each is judged by itself")


def _asks_when_made(asked: Asked) -> Verdict | None:
    asks = asks_when_made(asked.call)
    return Verdict("effect", f"its constructor calls `{asks}`") if asks else None


def _constructs(asked: Asked) -> Verdict | None:
    return Verdict("pure", "a constructor waits for nothing") if asked.site.is_new else None


def _is_listed(asked: Asked) -> Verdict | None:
    entry = listed_io(asked.call)
    if entry is None and asked.in_the_end.fate == "dropped":
        entry = coroutine(asked.call)
    return _by(entry, asked) if entry is not None else None


# What becomes of its value


def _is_returned_by_callback(asked: Asked) -> Verdict | None:
    """`async (id) => label(id)`: it may be no promise."""
    site = asked.site
    if site.use != "returned" or not site.body.is_async or site.awaited:
        return None
    return _named(asked) if asked.in_the_end.fate == "awaited" else None


def _is_awaited(asked: Asked) -> Verdict | None:
    site, last_call = asked.site, asked.in_the_end
    if last_call.fate != "awaited" and not is_task(last_call.site):
        return None
    loop = looped_over(last_call.site)
    if loop is not None and not site.awaited and not is_async_loop(loop):
        return _named(asked) if loop is not last_call.site else None
    word = last_word(site)
    if last_call.site.use == "assigned" and re.search(_MAKES_CLIENT, word):
        return Verdict("setup", "it gives a client")
    if asked.language == "python" and word[:1].isupper():
        return Verdict("setup", "an object that is only made does no work yet")
    return Verdict("effect", "it is awaited, and nothing says that it only computes")


def _goes_on(asked: Asked) -> Verdict | None:
    """`load().then(…)` whose first part is not judged by itself."""
    if asked.method not in CHAINED:
        return None
    if asked.in_the_end.fate in ("dropped", "void", "returned") and asked.site.receiver is not None:
        return Verdict("effect", "it waits for a promise that cannot be read")
    return Verdict("unknown", "what it goes on with is not known")


def _is_returned(asked: Asked) -> Verdict | None:
    site, body = asked.in_the_end.site, asked.in_the_end.site.body
    if site.use == "returned" and (body.is_async or body is asked.call.function.handler):
        return _named(asked)
    return None


def _is_kept(asked: Asked) -> Verdict | None:
    if asked.in_the_end.fate != "kept":
        return None
    if is_named_like_io(asked.call) and is_collected(asked.site):
        return Verdict("effect", "its promise is waited for in a collection")
    return Verdict("unknown", "nothing says that it is a promise")


def _is_dropped_write(asked: Asked) -> Verdict | None:
    """A write that nobody awaits still happens: `store.save(a);`, `sendReceipt(a);`."""
    call, site = asked.call, asked.site
    if asked.in_the_end.site.use != "discarded":
        return None
    if site.attrs:
        is_named = says(site, "effect", "dropped") is not None
    else:
        imported = call.origin.imported
        is_named = bool(imported) and bool(known(call).says(imported, "effect", "imported"))
    if not is_named:
        return None
    entry = next(iter(rows(call)), None)
    base = settle(call.origin.base, call.function.links)
    is_list = asked.method == "insert" and site.args[:1] and site.args[0].kind == "number"
    if base.kind == "import" and not is_list and (entry is None or entry.kind in _RUNS):
        return Verdict("effect", "it is called like a write, and nobody takes what it gives")
    return Verdict("unknown", "what it writes to is not known")


def _is_void(asked: Asked) -> Verdict | None:
    if asked.in_the_end.fate == "void":
        return Verdict("effect", "`void` says that it is a promise")
    return None


_RUNS = frozenset({"effect", "file", "query"})
_HARMLESS = frozenset({"pure", "metric", "sdk", "log", "setup", "clock", "random", "gathers"})
_QUESTIONS: tuple[Callable[[Asked], Verdict | None], ...] = (
    _is_followed,
    _is_made_by_a_log,
    _is_picked,
    _is_part_of_a_step,
    _computes_in_a_thread,
    _is_sent,
    _waits_here,
    _iterates,
    _reads_opened_file,
    _is_harmless,
    _opens_connection,
    _logs,
    _is_of_an_agent,
    _is_view,
    _reads_answer,
    _asks_when_made,
    _constructs,
    _is_listed,
    _is_returned_by_callback,
    _is_awaited,
    _goes_on,
    _is_returned,
    _is_kept,
    _is_dropped_write,
    _is_void,
)


def iterates(site: CallSite) -> bool:
    """Whether a call calls a function for each element of what it is called on."""
    return bool(
        says(site, "iterates")
        or (says(site, "iterates", "given a function") and functions_given(site))
    )


def _by(entry: Entry, asked: Asked) -> Verdict:
    return Verdict(entry.kind, f"`{asked.name or asked.site.spelled}`: {entry.source}")


def _named(asked: Asked) -> Verdict:
    if is_named_like_io(asked.call):
        return Verdict("effect", "it is called like a query or a write, and returned as a promise")
    if is_transaction(asked.call):
        return Verdict("effect", "it runs a transaction, and is returned as a promise")
    return Verdict("unknown", "nothing says that it is a promise")
