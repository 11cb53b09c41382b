"""Which calls only write to the log, or tell those who watch."""

import re
from functools import lru_cache

from scaffold.code.bindings import resolve_callee
from scaffold.code.links import Links, function_given
from scaffold.code.outline import CallSite, Reference
from scaffold.inngest.effects.catalogue import Catalogue, catalogue
from scaffold.inngest.effects.names import says, words_of
from scaffold.names import words

# Who watches can bear it twice.
_WATCHING = frozenset(
    {
        "analytics", "debug", "log", "logger", "logging", "logs", "metric", "metrics", "monitor",
        "monitoring", "print", "span", "stats", "telemetry", "trace", "tracer", "track",
    }
)  # fmt: skip
# An ID that only ties the lines of a log together.
_ID_OF_LINES = r"(?i)(?:req|request|trace|correlation|span|invocation)_?id"


def is_logging(site: CallSite) -> bool:
    """Whether a call writes to a log: `console.log()`, `ctx.logger.info()`, `print()`.

    It may have another name here: `const { logger: out } = ctx`.
    """
    language = site.outline.language
    if is_log_function(language, site.root or "", site.attrs):
        return True
    origin = resolve_callee(site)
    return origin.kind in ("param", "import") and is_log_function(
        language, origin.imported, origin.attrs
    )


def tells_watchers(site: CallSite) -> bool:
    """Return whether a call logs or measures: who watches can bear another value each time."""
    if is_logging(site) or says(site, "metric"):
        return True
    name = resolve_callee(site).name
    return bool(name) and catalogue(site.outline.language).entry(name, "log", "metric") is not None


def is_logged(reference: Reference) -> bool:
    """Whether a name is read for a log: `log.info(`sent: ${answer?.status}`)` acts on nothing."""
    return any(is_logging(site) and site.expr.holds(reference) for site in reference.body.calls)


def is_id_of_lines(site: CallSite) -> bool:
    """Whether a call makes the ID of a log's lines: `logger.child({ requestId })` is given it."""
    told = [each for each in site.body.calls if is_logging(each)]
    for binding in site.body.declared() if told else ():
        if binding.initial is None or not binding.initial.holds(site):
            continue
        for reference in site.outline.references_to(binding):
            entry = reference.expr.entry_around
            is_told = any(each.expr.holds(reference) for each in told)
            if is_told and entry is not None and re.fullmatch(_ID_OF_LINES, entry.key or ""):
                return True
    return False


def is_for_watchers(site: CallSite) -> bool:
    """Whether a call logs, counts or traces, by any word of its name: `metrics.increment()`."""
    said = (word for part in words_of(site) for word in words(part))
    return is_logging(site) or not _WATCHING.isdisjoint(said)


def takes_a_log(site: CallSite) -> bool:
    """Whether a call is given a function of a log, and no more: `.catch(console.error)`."""
    given = site.args[0] if len(site.args) == 1 else None
    if given is None or given.kind != "member":
        return False
    made_by = given.inner.callee if given.inner is not None else None
    dotted = f"{made_by.dotted}.{given.name}" if made_by is not None else given.dotted
    root, *attrs = dotted.split(".")
    return is_log_function(site.outline.language, root, tuple(attrs))


def only_logs(site: CallSite, links: Links) -> bool:
    """Whether the one function that a call is given does nothing, or only writes to a log."""
    handler = function_given(site, links) if len(site.args) == 1 else None
    if handler is None:
        return takes_a_log(site)
    throws = any(each.kind == "throw" for each in handler.block.all())
    return not throws and not handler.mutations and all(map(is_logging, handler.calls))


@lru_cache(maxsize=1_000)  # of a project's few names, each is asked for at every call
def is_log_function(language: str, root: str, attrs: tuple[str, ...]) -> bool:
    """Whether what is called `root.attrs` writes to a log: `console.error`."""
    table = catalogue(language)
    if not attrs:
        return table.says(root, "log") is not None
    return any(_is_log(table, part, attrs[-1]) for part in (root, *attrs[:-1]))


def _is_log(table: Catalogue, name: str, method: str) -> bool:
    """Whether a thing of this name is a log: `reqLog.info()` is, `auditLog.create()` is not."""
    parts = words(name)
    last = parts[-1] if parts else ""
    if table.says(last, "log", "receiver"):
        return True
    if last != "log":
        return False
    # A `log` may be a table too: what is called on it tells.
    return table.says(method, "log", "of a log") is not None or (
        len(parts) == 1 and not table.says(method, "effect", "of a table")
    )
