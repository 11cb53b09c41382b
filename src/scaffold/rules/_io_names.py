"""Which calls do I/O by their very names: requests, queries, writes, mail, files."""

import re

from scaffold.code.bindings import resolve_callee
from scaffold.code.outline import Body, CallSite
from scaffold.inngest.facts import Call
from scaffold.rules._files import uses_file

_HTTP = r"(get|post|put|patch|delete|del|head|request|options|stream)"
# Compiled on first use, and kept by `re`: a file has one language.
_IO_BY_NAME = {
    "typescript": (
        rf"^(fetch|node-fetch|cross-fetch|undici\.(fetch|request)|axios(\.{_HTTP})?|got(\.{_HTTP})?"
        rf"|ky(\.{_HTTP})?|axios\.create\(\)\.{_HTTP}"
        r"|fs\.\w+Sync|fs\.create(Read|Write)Stream"
        r"|fs([./]promises)?\.(writeFile|readFile|appendFile|unlink|mkdir|mkdtemp|rm|rmdir|rename"
        r"|copyFile|cp|readdir|stat|access|truncate|open)"
        r"|child_process\.\w+)$"
    ),
    "python": (
        rf"^(requests\.{_HTTP}|requests\.Session\(\)\.{_HTTP}|httpx\.{_HTTP}"
        rf"|(httpx\.(Async)?Client|aiohttp\.ClientSession)\(\)\.{_HTTP}|urllib\.request\.urlopen"
        r"|subprocess\.(run|call|check_call|check_output|Popen)"
        r"|os\.(remove|unlink|rename|replace|makedirs|mkdir|rmdir|system)"
        r"|shutil\.(copy\w*|move|rmtree)|boto3\.(client|resource)\(\)\.\w+.*"
        r"|smtplib\.SMTP(_SSL)?\(\)\.(sendmail|send_message))$"
    ),
}
# Methods that write or query whatever object they belong to, also where nothing awaits them.
_IO_METHODS = {
    "typescript": frozenset({"sendMail", "putObject", "insertOne", "updateOne", "deleteOne"}),
    "python": frozenset(
        {
            "execute", "executemany", "commit", "insert_one", "insert_many", "update_one",
            "update_many", "delete_one", "delete_many", "find_one", "bulk_write", "sendmail",
            "send_message", "put_object", "get_object", "upload_file", "download_file",
            "upload_fileobj",
        }
    ),
}  # fmt: skip
# Database sessions, Django's managers and the clients of services, called without `await`.
_SYNC_PYTHON = re.compile(
    r"(^|\.)(query|select|filter_by)\(\).*\.(first|all|one|one_or_none|scalar|count|delete|update)$"
    r"|\.objects\.(get|create|filter|all|update_or_create|get_or_create|bulk_create|count)$"
    r"|^(openai|anthropic|stripe|resend|sendgrid|twilio|slack_sdk|pymongo|redis|supabase)\b.*"
    r"\.(create|send|retrieve|modify|chat_postMessage|publish|insert|update|upsert)$"
    r"|\.(exec|execute|scalars|scalar)\(\)(\.(scalars|unique|mappings|tuples)\(\))*"
    r"\.(first|all|one|one_or_none|scalar_one|scalar_one_or_none|scalar|fetchone|fetchall)$"
    r"|^(langchain\w*|langchain_\w+)\b.*\.(invoke|batch|similarity_search|add_documents)$"
    r"|^qdrant_client\b.*\.(search|upsert|query_points|scroll)$"
    r"|\.objects\.\w+\(\).*\.(delete|update|first|last|count|exists|get|create|aggregate)$"
    r"|^google\.(genai|generativeai)\b.*\.generate_content$"
    r"|^(firebase_admin|google\.cloud)\.firestore\b.*\.(set|get|add|update|delete|stream)$"
    r"|^google\.cloud\.storage\b.*\.(upload|download)_\w+$"
    r"|^pathlib\.Path\(\).*\.(read|write)_(text|bytes)$|^pandas\.read_\w+$"
    r"|(^|\.)[A-Z]\w*\.query(\.\w+\(\))*\.(get|get_or_404|first|first_or_404|all|one|one_or_none"
    r"|one_or_404|count|paginate|delete|update)$"
    r"|^django\.core\.mail\.(send_mail|send_mass_mail|mail_admins)$|\.(delay|apply_async)$"
)
# A SQLAlchemy session, told from a dictionary by its name and by what it is given.
_SESSION = re.compile(r"(^|_)(session|db)$")
_SESSION_METHODS = frozenset({"exec", "get", "get_one", "scalar", "scalars"})
# Reading the answer of a query that ran before.
_RUNS_QUERY = frozenset({"exec", "execute", "scalars", "scalar"})
_ROWS = frozenset(
    {
        "scalars", "unique", "mappings", "tuples", "first", "all", "one", "one_or_none", "scalar",
        "scalar_one", "scalar_one_or_none", "fetchone", "fetchall",
    }
)  # fmt: skip
# What is no I/O though a method is called as if it were.
_PURE = (
    "crypto.", "Object.", "inngest.", "zod.", "axios.create", "Array.", "Map()", "Set()",
    "WeakMap()", "URLSearchParams()", "Headers()", "FormData()",
)  # fmt: skip
# A returned promise is awaited by the SDK; only these say that it is one.
_RETURNED = re.compile(
    r"^(create|update|upsert|delete|insert|select|save|send|find|query|execute|fetch|post|put|patch)"
    r"(One|Many|Unique|First|All|By\w+|Email|Mail|_\w+)?$"
)


_COUNTED = re.compile(r"^(count|aggregate|groupBy|rpc|upload|\$\w+)$")
_RETURNED_ALONE = re.compile(
    r"^(send|fetch|save|insert|upsert|update|delete|upload|notify)[A-Z]\w*$|^generate(Text|Object)$"
)


def is_io(call: Call) -> bool:
    """Whether the very name of a call says that it reaches outside the process."""
    site = call.site
    if is_request(call):
        return True
    if site.outline.language != "python":
        return False
    if _SYNC_PYTHON.search(_chain_of(site, call.name)):
        return not _reads_rows(site)
    return _asks_session(site) or uses_file(call)


def is_request(call: Call) -> bool:
    """Whether a call is one request, write or query by itself, whatever is done with its answer."""
    site, name = call.site, call.name
    language = site.outline.language
    if re.match(_IO_BY_NAME[language], name.replace("().then", "").replace("().catch", "")):
        return True
    method = site.attrs[-1] if site.attrs else ""
    return method in _IO_METHODS[language] and site.root not in ("self", "cls")


def _asks_session(site: CallSite) -> bool:
    """`session.get(User, 1)`, `db.session.scalar(query)`; a dictionary's `get` takes a key."""
    if not site.attrs or site.attrs[-1] not in _SESSION_METHODS or not site.arguments:
        return False
    owner = site.attrs[-2] if len(site.attrs) > 1 else site.root or ""
    if not _SESSION.search(owner):
        return False
    if not site.attrs[-1].startswith("get"):
        return True
    model = site.outline.text(site.arguments[0]).rsplit(".", 1)[-1]
    is_class = model.isidentifier() and model[:1].isupper() and not model[1:].isupper()
    return len(site.arguments) > 1 and is_class


def _reads_rows(site: CallSite) -> bool:
    """`(await session.execute(query)).scalars().all()`: the query is a call of its own."""
    at: CallSite | None = site
    while at is not None and at.attrs and all(attr in _ROWS for attr in at.attrs):
        query, is_apart = at.receiver, at.receiver_awaited
        if query is None:
            origin = resolve_callee(at)
            if origin.kind == "call" and len(at.attrs) == len(origin.attrs):
                query, is_apart = origin.site, True  # kept in a variable
        if is_apart and query is not None and query.attrs and query.attrs[-1] in _RUNS_QUERY:
            return query.awaited or query.attrs[-1] == "execute" or _asks_session(query)
        at = query
    return False


def is_written_as_io(call: Call) -> bool:
    """Whether a call that gives a promise is named after a query or a write: `db.select().from()`.

    A collection's `find` takes a function, and is none.
    """
    if call.origin.base.kind in ("param", "function") or call.name.startswith(_PURE):
        return False
    if not call.site.attrs:
        origin = call.origin
        return origin.kind == "import" and bool(_RETURNED_ALONE.match(origin.imported))
    if functions_given(call.site):
        return False
    site: CallSite | None = call.site
    while site is not None:
        if site.attrs and _RETURNED.match(site.attrs[-1]):
            return True
        if len(site.attrs) > 1 and _COUNTED.match(site.attrs[-1]):
            return True
        site = site.receiver
    return False


def functions_given(site: CallSite) -> list[Body]:
    """The functions written as arguments of a call."""
    bodies = (site.outline.body(node) for node in site.arguments)
    return [body for body in bodies if body is not None]


def _chain_of(site: CallSite, name: str) -> str:
    """The whole chain: the full name when there is one, else as it is written."""
    if name:
        return name
    parts: list[str] = []
    at: CallSite | None = site
    while at is not None:
        parts.insert(0, ".".join(part for part in (at.root or "", *at.attrs) if part))
        at = at.receiver
    return "().".join(parts)
