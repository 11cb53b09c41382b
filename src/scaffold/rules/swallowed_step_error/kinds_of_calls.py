"""What a call is for, by the words of its name: it reads, changes, shows, tells, makes ready."""

import re

from scaffold.code.bindings import resolve_callee
from scaffold.code.fates import COLLECTORS
from scaffold.code.outline import CallSite
from scaffold.inngest.effects.logging import is_for_watchers
from scaffold.inngest.effects.names import last_word, words_of
from scaffold.rules.swallowed_step_error.nothing_done import needs_no_retry
from scaffold.syntax.regexes import regex

# What makes ready for the work, paces it or shows how far it is.
_READYING = regex(
    r"(connect|init|initialize|ensure|start|begin|open|acquire|sleep|delay|wait|set_?[Tt]imeout"
    r"|heartbeat|throttle|import|mkdtemp|mkdir|makedirs)([A-Z_]|$)"
)
_STATE = regex(
    r"(Status|Progress|Stage|Phase|State)$|_(status|progress|stage|phase|state)$"
    r"|['\"](running|processing|pending|started|indexing|generating|in[_ -]progress)['\"]"
)
_IN_THE_END = regex(r"ready|complete|done|success|sent|published|failed", re.IGNORECASE)
_COPIES = regex(
    r"(?i)analytic|posthog|mixpanel|segment|sentry|cache|redis|\bkv\b|revalidate|telemetry|metric"
    r"|(failure|error)\w*(alert|notif|report)|usage|audit_?log|activity_?log|\btrack|\bemit"
    r"|broadcast|realtime"
    r"|(storage|s3|bucket|blob|file)\w*(\(\)|\.\w+)*\.(delete|remove|unlink)"
)
_SHOWS = regex(r"(?i)broadcast|realtime|revalidate")
_TELLS = regex(r"(?i)slack|discord|mattermost|notif|webhook")
_WRITING = frozenset({"insert", "update", "upsert", "create", "delete", "createMany", "updateMany"})
_MAKING = frozenset({"insert", "create", "createMany", "insertMany", "add"})
_SENDING = frozenset({"POST", "PUT", "PATCH", "DELETE"})
_NAMING = frozenset({"from", "table", "insert", "into"})
_GENERATING = frozenset({"completions", "messages", "chat", "responses", "embeddings", "images"})
_DOING = regex(
    r"(send|publish|post|put|push|notify|deliver|dispatch|charge|upload|trigger|enqueue|cancel|delete"
    r"|remove)([A-Z_]|$)"
)
_READING = regex(
    r"\$?(find|get|load|select|query|fetch|list|read|count|search|retrieve)([A-Z_(]|$)"
)


def only_reads(site: CallSite) -> bool:
    """Return whether a call only loads: `await db.users.findFirst({ id })`, several at once."""
    if resolve_callee(site).name in COLLECTORS:
        made = [site.outline.site(each) for each in (site.args[0].elements if site.args else ())]
        return bool(made) and all(one is not None and reads(one) for one in made)
    return site.use == "assigned" and reads(site)


def reads(site: CallSite) -> bool:
    """Return whether a call loads, by a word of its name, whatever is made of its answer.

    `getClient().send(command)` does what its last word says.
    """
    return not _DOING.match(last_word(site)) and any(map(_READING.match, words_of(site)))


def changes(site: CallSite) -> bool:
    """Return whether a call changes what is stored, whatever is made of its answer."""
    words = {word.removesuffix("()") for word in words_of(site)}
    return bool(words & _WRITING) and not words & _GENERATING


def makes(site: CallSite) -> bool:
    """Return whether a call makes something new: `db.rows.create(row)`."""
    return not _MAKING.isdisjoint(word.removesuffix("()") for word in words_of(site))


def sends(site: CallSite) -> bool:
    """Return whether a request is for more than to load: `fetch(url, { method: "POST" })`."""
    if last_word(site).upper() in _SENDING - {"DELETE"}:  # `db.delete()` is no request
        return True
    given = site.args[1] if site.root == "fetch" and len(site.args) > 1 else None
    method = next((e.value for e in given.entries if e.key == "method"), None) if given else None
    return method is not None and (method.string or "").upper() in _SENDING


def is_for_watchers_or_copies(site: CallSite) -> bool:
    """Return whether a call is for those who look on, keeps a copy, or marks a beginning."""
    if _COPIES.search(f"{site.spelled} {procedure_of(site)}") or is_for_watchers(site):
        return True
    if last_word(site) == "catch":
        return True
    return marks_a_beginning(site)


def procedure_of(site: CallSite) -> str:
    """Return what a function of the database is called: `rpc("count_usage")`; empty for others."""
    named = site.args[0].string if site.args and last_word(site) == "rpc" else None
    return named or ""


def table_of(site: CallSite) -> str:
    """Return the table that is written: `from("usage_events").insert(row)`, `insert(usageEvents)`.

    Empty where it is named elsewhere.
    """
    given = site.args[0] if site.args and last_word(site) in _NAMING else None
    named = (given.string or given.dotted) if given is not None else ""
    return named or (table_of(site.receiver) if site.receiver is not None else "")


def is_aside(site: CallSite) -> bool:
    """The same, and what tells people: beside other work it may fail."""
    return _TELLS.search(site.spelled) is not None or is_for_watchers_or_copies(site)


def marks_a_beginning(site: CallSite) -> bool:
    """Return whether a call shows that work began; what is made new, and waits, is work itself."""
    text = site.expr.text
    is_loaded = reads(site) and not changes(site)  # `where: { status: "pending" }`
    if is_loaded or makes(site):
        return False
    is_state = _STATE.search(last_word(site)) or _STATE.search(text)
    return bool(is_state) and not _IN_THE_END.search(text)


def makes_ready(site: CallSite) -> bool:
    """Return whether a call makes ready for the work, shows how far it is, or cannot fail."""
    last = last_word(site)
    if last == "catch" or is_for_watchers(site) or needs_no_retry(site):
        return True
    return bool(_SHOWS.search(last) or _READYING.match(last)) or marks_a_beginning(site)
