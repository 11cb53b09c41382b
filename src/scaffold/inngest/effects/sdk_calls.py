"""Which calls are the SDK's own, or go on with what it gave."""

import re
from collections.abc import Iterator, Mapping

from scaffold.code.bindings import resolve_callee
from scaffold.code.fates import CHAINED, COLLECTORS
from scaffold.code.links import callee, settle
from scaffold.code.outline import CallSite
from scaffold.inngest.clients import is_client
from scaffold.inngest.facts import Call
from scaffold.inngest.sdk_surface import is_misplaced_tool

# What the SDK itself gives a handler, and runs safely or not at all.
_OF_THE_SDK = frozenset(
    {"step", "group", "defer", "publish", "logger", "event", "events", "runId", "run_id", "attempt"}
)
_AGENT_KIT = r"agent-?kit"


def is_the_sdks(call: Call) -> bool:
    """Whether a call is a tool's or the client's, or is given what makes steps."""
    if call.takes_context or (call.tool and call.tool[0] in _OF_THE_SDK):
        return True
    if call.site.outline.language == "python" and is_misplaced_tool(call.tool):
        return True
    origin = call.origin
    # `inngest.realtime.publish`, `inngest.score.experiment`: the SDK knows the run they are in.
    return bool(origin.attrs) and is_client(origin.at(()), call.function.links)


def is_agent(call: Call) -> bool:
    """An agent or network of Inngest's agent kit makes its own steps."""
    origin = settle(call.origin, call.function.links)
    if re.search(_AGENT_KIT, origin.name):
        return True
    if call.site.attrs[-1:] != ("run",):
        return False
    # Made by a function of the project, or defined in another file of it.
    files = [call.site.outline, origin.outline]
    if origin.site is not None:
        files.append(callee(origin.site, call.function.links).outline)
    if origin.binding is not None and origin.expr is not None:  # `old ? editor() : coder()`
        sites = map(origin.binding.outline.site, origin.expr.choices)
        files += [callee(each, call.function.links).outline for each in sites if each is not None]
    return any(
        re.search(_AGENT_KIT, binding.module)
        for file in files
        if file is not None
        for binding in file.module.bindings.values()
        if binding.kind == "import"
    )


def is_of_a_step(chained: CallSite, by_site: Mapping[int, Call]) -> bool:
    """`asked.then(…)`, where `asked` is the promise of a step, or of a helper that is followed."""
    for _ in range(6):
        origin = resolve_callee(chained)
        made = origin.site
        if origin.kind != "call" or made is None:
            return any(map(is_the_sdks, _put_into(chained, by_site)))
        if made.awaited or len(origin.attrs) != 1:
            return False
        link = by_site.get(id(made))
        if link is not None and (is_the_sdks(link) or link.target is not None):
            return True
        if resolve_callee(made).name in COLLECTORS:
            return True  # what it waits for is reported by itself
        if made.method not in CHAINED:
            return False
        chained = made
    return False


def _put_into(chained: CallSite, by_site: Mapping[int, Call]) -> Iterator[Call]:
    """The calls that give a variable its value, one in each branch, when a method is called on it.

    `let asked; if (a) asked = step.run(…); else asked = step.invoke(…)`
    """
    name = chained.root
    binding = chained.body.lookup(name, chained.start) if name and len(chained.attrs) == 1 else None
    if binding is None or binding.kind != "value":
        return
    for call in by_site.values():
        site = call.site
        if site.use != "assigned" or site.target is None or site.awaited:
            continue
        named = site.outline is chained.outline and site.outline.text(site.target) == name
        if named and site.body.lookup(binding.name, site.start) is binding:
            yield call
