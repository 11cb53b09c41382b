"""Which calls do I/O by their very names: requests, queries, writes, mail, files."""

import re

from scaffold.code.bindings import resolve_callee
from scaffold.code.outline import CallSite
from scaffold.inngest.effects.catalogue import Entry, catalogue
from scaffold.inngest.effects.files import touches_file
from scaffold.inngest.effects.names import chain_of, functions_given, known, row, rows, says
from scaffold.inngest.facts import Call

# A SQLAlchemy session, told from a dictionary by its name and by what it is given.
_SESSION = r"(^|_)(session|db)$"
_LAZY = frozenset(
    {"all", "annotate", "defer", "distinct", "exclude", "filter", "only", "order_by",
     "prefetch_related", "reverse", "select_related", "values", "values_list"}
)  # fmt: skip


def request(call: Call) -> Entry | None:
    """Return why a call is one request, query or write by itself, whatever becomes of its answer.

    The name says so, or its last word alone: `sendMail`.
    """
    # `fetch(url).then(…)` is one request.
    entry = row(call, call.name.replace("().then", "").replace("().catch", "") or None)
    if entry is not None:
        return entry if entry.kind in ("effect", "file") and entry.when == "" else None
    return says(call.site, "effect") if call.site.root not in ("self", "cls") else None


def listed_io(call: Call) -> Entry | None:
    """Return why the name of a call says that it reaches outside of the process."""
    found = request(call)
    if found is not None or call.site.outline.language != "python":
        return found
    entry = row(call)
    if entry is None:
        entry = known(call).says(chain_of(call), "effect", "last")
    if entry is not None:
        is_io = entry.kind in ("effect", "file") and not _reads_rows(call.site)
        is_io = is_io and not _is_sent_later(call.site)
        return entry if is_io else None
    if _asks_session(call.site):
        return says(call.site, "effect", "session")
    return touches_file(call) or _is_saved(call) or _runs_pipeline(call)


def _is_sent_later(site: CallSite) -> bool:
    """`rows = Order.objects.filter(…)`, `rows.exists()`: Django asks when it is asked."""
    if site.use != "assigned" or site.into is None or not site.attrs:
        return False
    binding = site.outline.binding(site.into) if site.attrs[-1] in _LAZY else None
    return binding is not None and any(
        each.use in ("receiver", "member")
        and each.start > site.end
        and each.body.is_inside(site.body)
        for each in site.outline.references_to(binding)
    )


def _runs_pipeline(call: Call) -> Entry | None:
    """`(prompt | model).invoke(…)`: LangChain's, whatever its parts are."""
    origin, site = call.origin, call.site
    made_of = origin.expr if origin.kind == "value" and len(origin.attrs) == 1 else None
    if site.root is None and site.receiver is None and site.called is not None:
        made_of = site.called.inner
    if made_of is None or made_of.kind != "binary" or made_of.operator != "|":
        return None
    return says(site, "effect", "of a pipeline")


def _is_saved(call: Call) -> Entry | None:
    """`order.save()`: what has no result and is given nothing is called for what it does."""
    site = call.site
    if site.use != "discarded" or site.awaited or site.arguments or site.root in ("self", "cls"):
        return None
    return says(site, "effect", "alone")


def is_named_like_io(call: Call) -> bool:
    """Whether a call that gives a promise is named after a query or a write: `db.select().from()`.

    A collection's `find` takes a function, and is none.
    """
    entry = row(call)
    if entry is not None:
        return entry.kind in ("effect", "file", "query")
    if rows(call):
        return False
    table, origin = known(call), call.origin
    if origin.base.kind == "param" or origin.kind == "function":
        return False
    if not call.site.attrs:
        return origin.kind == "import" and bool(table.says(origin.imported, "effect", "imported"))
    if functions_given(call.site):
        return False
    site: CallSite | None = call.site
    while site is not None:
        words = site.attrs[-1:], site.attrs[-2:]
        if any(table.says(".".join(each), "effect", "returned") for each in words):
            return True
        site = site.receiver
    return False


def _asks_session(site: CallSite) -> bool:
    """`session.get(User, 1)`, `db.session.scalar(query)`; a dictionary's `get` takes a key."""
    if not says(site, "effect", "session"):
        return False
    owner = site.attrs[-2] if len(site.attrs) > 1 else site.root or ""
    if not re.search(_SESSION, owner):
        return False
    if not site.attrs[-1].startswith("get"):
        return True
    if len(site.arguments) < 2:
        return False
    model = site.outline.text(site.arguments[0]).rsplit(".", 1)[-1]
    return model.isidentifier() and model[:1].isupper() and not model[1:].isupper()


def _reads_rows(site: CallSite) -> bool:
    """`(await session.execute(query)).scalars().all()`: the query is a call of its own."""
    at: CallSite | None = site
    table = catalogue(site.outline.language)
    while at is not None and at.attrs and all(table.says(attr, "rows") for attr in at.attrs):
        query, is_apart = at.receiver, at.receiver_awaited
        if query is None:
            origin = resolve_callee(at)
            if origin.kind == "call" and len(at.attrs) == len(origin.attrs):
                query, is_apart = origin.site, True  # kept in a variable
        if is_apart and query is not None and says(query, "effect", "runs"):
            return query.awaited or query.attrs[-1] == "execute" or _asks_session(query)
        at = query
    return False
