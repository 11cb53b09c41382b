"""What calls of well-known libraries give, where that is nothing that JSON can hold."""

import re

from scaffold.code.bindings import resolve_callee
from scaffold.code.expressions import Expr
from scaffold.code.links import Links, callee
from scaffold.code.outline import CallSite
from scaffold.code.values import Value
from scaffold.inngest.effects.names import method_of

_LONGEST_CHAIN = 12
# What Python's own library gives, by the full name of what is called.
_VALUES = re.compile(
    r"datetime\.(date)?time(\.(combine|fromisoformat|fromtimestamp|now|strptime|today"
    r"|utcfromtimestamp|utcnow)(\(\)\.(astimezone|date|replace|time))?)?"
    r"|datetime\.date(\.(fromisoformat|fromtimestamp|today))?|datetime\.timedelta"
    r"|django\.utils\.timezone\.now|decimal\.Decimal|uuid\.(UUID|uuid\d)"
    r"|set|frozenset|bytes|bytearray|complex|object|map|filter|zip|enumerate|reversed|range"
    r"|pathlib\.(Pure)?Path(\.(cwd|home))?|collections\.deque|types\.SimpleNamespace"
    r"|base64\.\w*b\d+(en|de)code|(orjson|pickle|marshal)\.dumps|(zlib|gzip)\.compress"
    r"|os\.urandom|secrets\.token_bytes|re\.(compile|fullmatch|match|search)"
)
_RESPONSE = "an HTTP response"
# By the full name of what is called.
_BY_NAME = {
    r"(requests|httpx|cloudscraper)(\.(Async)?Client\(\)|\.[sS]ession\(\))?"
    r"\.(get|post|put|patch|delete|head|request)": _RESPONSE,
    r"pandas\.(read_\w+|DataFrame|concat|merge)": "a `DataFrame`",
    r"openai\.(Async)?(Azure)?OpenAI\(\)\.(beta\.)?(chat\.completions|responses|embeddings|images)"
    r"\.(create|parse|generate|edit)": "a model of OpenAI's",
    r"anthropic\.(Async)?Anthropic\w*\(\)\.(beta\.)?messages\.create": "a model of Anthropic's",
}
_READ_AS_BYTES = re.compile(
    r"pathlib\.Path\(\)\.read_bytes|urllib\.request\.urlopen\(\)\.read|io\.BytesIO\(\)\.(getvalue|read)"
    r"|aiohttp\.ClientSession\(\)\.(get|post|request)\(\)\.read"
)
ROWS = "rows of the database"
_SUPABASE = frozenset({"table", "from_", "rpc"})
_OF_MANAGER = frozenset(
    {"acreate", "afirst", "aget", "alast", "all", "create", "earliest", "exclude", "filter",
     "first", "get", "last", "latest", "order_by", "prefetch_related", "select_related",
     "values", "values_list"}
)  # fmt: skip
_OF_QUERY = frozenset({"all", "first", "one", "one_or_none"})
_OF_RESULT = _OF_QUERY | {"scalar_one", "scalar_one_or_none", "fetchall", "fetchone", "unique"}
_MODEL = r"[A-Z]\w*[a-z]\w*"
_RUNS = frozenset({"execute", "exec", "scalars", "scalar"})
_SESSION = r"(^|_)(session|db)$"


def unfit_result(site: CallSite, links: Links) -> str | None:
    """Return what a call gives, when JSON cannot hold that: a response, rows, a model."""
    name = callee(site, links).name
    if _VALUES.fullmatch(name):
        return f"`{name}`"
    for pattern, what in _BY_NAME.items() if name else ():
        if re.fullmatch(pattern, name):
            return what
    chain = _chain(site)
    last = method_of(site)
    if last == "execute" and not site.arguments and _SUPABASE & set(map(method_of, chain[1:])):
        return "a response of Supabase"
    first = chain[-1]
    if "objects" in first.attrs and re.fullmatch(_MODEL, first.root or ""):
        return ROWS if last in _OF_MANAGER else None
    if last == "get" and _is_got_by_session(site):
        return "a row of the database"
    for each in chain[1:]:
        if method_of(each) == "query" and last in _OF_QUERY and _names_models(each.args):
            return ROWS
        if method_of(each) in _RUNS and last in _OF_RESULT and _selects_models(each, links):
            return ROWS
    return None


def is_bytes(value: Value) -> bool:
    """`response.content`, `path.read_bytes()`, `file.read()` of a file opened to read bytes."""
    whole = value.resolved
    made = whole.at(whole.expr.inner).site if whole.expr.inner is not None else None
    if whole.expr.kind == "member" and made is not None:
        return whole.expr.name == "content" and unfit_result(made, whole.links) == _RESPONSE
    site = whole.site
    if site is None or site.args or whole.expr.callee is None:
        return False
    name, owner = callee(site, whole.links).name, whole.expr.callee.inner
    if name in ("open().read", "aiofiles.open().read"):
        opened = _chain(site)[-1]
        return any(each.string == "rb" for each in (*opened.args[1:2], *opened.kwargs.values()))
    held = owner.inner if owner is not None and owner.kind == "index" else None
    made = whole.at(held).site if held is not None else None  # `found["Body"].read()`
    if made is not None:
        return method_of(site) == "read" and method_of(made) == "get_object"
    return _READ_AS_BYTES.fullmatch(name) is not None


def _chain(site: CallSite) -> list[CallSite]:
    """The calls of `a.b().c()`, the last first, also through a variable."""
    found: list[CallSite] = []
    at: CallSite | None = site
    while at is not None and len(found) < _LONGEST_CHAIN:
        found.append(at)
        below = at.receiver
        if below is None:
            origin = resolve_callee(at)
            below = origin.site if origin.kind == "call" else None
        at = below
    return found


def _is_got_by_session(site: CallSite) -> bool:
    """`session.get(User, 1)`; a dictionary's `get` takes a key."""
    owner = site.attrs[-2] if len(site.attrs) > 1 else site.root or ""
    return (
        len(site.args) > 1
        and re.search(_SESSION, owner) is not None
        and re.fullmatch(_MODEL, site.args[0].text) is not None
    )


def _names_models(given: tuple[Expr, ...]) -> bool:
    return any(re.fullmatch(rf"{_MODEL}(\.\w+)?", each.text) for each in given)


def _selects_models(site: CallSite, links: Links) -> bool:
    """`session.execute(select(User).where(…))`: of whole rows, not of a column."""
    query = Value(site.args[0], site.body, links).resolved.expr if site.args else None
    while query is not None and query.callee is not None:
        called = query.callee
        if called.name == "select":
            return any(re.fullmatch(_MODEL, each.name) for each in query.arguments)
        query = called.inner
    return False
