"""Keep secrets out of events and step results; pass an ID.

Events and the results of steps are stored by the server and shown in its dashboard, on SDK v3, v4
and Python: whoever may look at runs reads the key, and so does each export and each log of them.
"""

import re
from collections.abc import Iterator, Sequence

from scaffold.code.expressions import Expr
from scaffold.code.links import function_given
from scaffold.code.merging import returned_at
from scaffold.code.outline import Body, CallSite
from scaffold.code.values import Value, argument
from scaffold.inngest.facts import Function, Step
from scaffold.inngest.file_facts import FileFacts
from scaffold.names import words
from scaffold.rules._payloads import events_of, key_place
from scaffold.rules._rule import Diagnostic, Example, Fact, report
from scaffold.rules._step_results import handed_over, makers
from scaffold.rules.secret_in_state.names import FIELDS, TAMED, is_secret
from scaffold.syntax.regexes import regex

SEVERITY = "warning"
EXAMPLES = [
    Example(
        "typescript",
        invalid="""
        import { inngest } from "./client";
        export const connect = inngest.createFunction(
          { id: "connect", triggers: [{ event: "account/linked" }] },
          async ({ event, step }) => {
            const login = await step.run("log-in", async () => {
              const session = await provider.logIn(event.data.accountId);
              return { id: session.id, accessToken: session.accessToken }; // error
            });
            await step.sendEvent("sync", {
              name: "account/sync",
              data: {
                id: login.id,
                apiKey: process.env.PROVIDER_API_KEY, // error
              },
            });
          },
        );
        """,
        valid="""
        import { inngest } from "./client";
        export const connect = inngest.createFunction(
          { id: "connect", triggers: [{ event: "account/linked" }] },
          async ({ event, step }) => {
            const login = await step.run("log-in", async () => {
              const session = await provider.logIn(event.data.accountId);
              await vault.put(session.id, session.accessToken);
              return { id: session.id };
            });
            await step.sendEvent("sync", { name: "account/sync", data: { id: login.id } });
          },
        );
        """,
    ),
    Example(
        "python",
        invalid="""
        import os
        import inngest
        from app.client import inngest_client

        async def invite(user) -> None:
            await inngest_client.send(
                inngest.Event(
                    name="user/invited",
                    data={
                        "id": user.id,
                        "password": user.password,  # error
                        "key": os.environ["MAIL_API_KEY"],  # error
                    },
                )
            )
        """,
        valid="""
        import inngest
        from app.client import inngest_client

        async def invite(user) -> None:
            await inngest_client.send(inngest.Event(name="user/invited", data={"id": user.id}))
        """,
    ),
]
_ENVIRONMENTS = frozenset(
    {"process.env", "import.meta.env", "os.environ", "os.getenv", "Deno.env", "Bun.env"}
)
_SECRET = regex(r"SECRET|TOKEN|PASSWORD|API_?KEY|PRIVATE_?KEY|CREDENTIAL")
_PUBLIC = regex(r"PUBLIC|PUBLISHABLE")
_CHANGED = regex(r"encrypt|hash|mask|redact|bcrypt|digest|seal|last4|undefined", re.IGNORECASE)
_SAME_ROWS = frozenset({"filter", "slice", "sort", "toSorted", "reverse"})
_HARMLESS = frozenset({"boolean", "null", "number", "not", "comparison"})
_PLAIN = r"(?:plain|plaintext|clear|raw|decrypted|generated|temporary|temp|stored|user)?"
# What says that it is something about a secret: `passwordHash`, `secretName`.
_ABOUT = (
    r"(?!s?(?:hash|url|id|name|count|length|valid|ok|status|result|error|type|hint|reset|expir|set"
    r"|ary|at|field|policy|used|usage|check))"
)
_NAMED = f"{_PLAIN}(?:{'|'.join(sorted(FIELDS))}){_ABOUT}"
# What gives what it is given, in another form.
_WRITES_IT = frozenset(
    {
        "String", "str", "stringify", "dumps", "btoa", "b64encode", "from", "encodeURIComponent",
        "quote", "format", "concat", "join", "assign", "dict", "encode",
    }
)  # fmt: skip
_DECRYPTS = regex(r"decrypt", re.IGNORECASE)
# `getGoogleAccessToken()` gives one; `saveAccessToken()` and `refreshAccessToken()` may not.
_GIVES = regex(
    r"(?:create|exchange|fetch|generate|get|issue|load|mint|obtain|read|request)"
    rf"[a-z0-9]*?(?:{'|'.join(sorted(FIELDS))})s?(?:for|from|of|with|by|$)"
)
# What gives the session that a browser or a client is logged in with, called on one.
_SESSIONS = frozenset(
    {"cookies", "getCookies", "getCookieString", "getSetCookie", "storageState", "storage_state"}
)
_SENSITIVE = regex(r"password|secret|token|key|credential", re.IGNORECASE)
# What any of these names holds: most files have none, and need not be read further.
_SIGNS = (
    b"pass", b"secret", b"token", b"key", b"credential", b"cookie", b"card", b"cvv", b"cvc",
    b"ssn", b"env", b"jwt", b"storage",
)  # fmt: skip
_MARK = regex(r"[A-Z_]+")  # a word in capitals stands for something


def check(file: FileFacts) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each secret in an event that is sent or in what a step gives."""
    if b"encryption" in file.source.content:
        return
    for sent, payload in events_of(file):
        data = payload.fields.get("data")
        if data is not None:
            label = sent.function.label if sent.function is not None else ""
            yield from _secrets(data, "the event", label)
    for function in file.functions:
        for step in function.steps:
            if step.kind == "run":
                yield from _of_step(function, step)
            elif step.kind == "invoke":
                yield from _of_invoke(function, step)
        if function.handler is not None:
            yield from _of_run(function, function.handler)


def _of_invoke(function: Function, step: Step) -> Iterator[Diagnostic]:
    links = function.links
    python = function.language == "python"
    given = argument(step.site, -1 if python else 1, links, *(("data",) if python else ()))
    data = given.entry("data") if given is not None and not python else given
    if data is not None:
        yield from _secrets(data, "the event", function.label)


def _of_run(function: Function, handler: Body) -> Iterator[Diagnostic]:
    for expr in handler.returned:
        value = Value(expr, handler, function.links)
        if value.is_object:
            told = [step.site for step in function.steps if step.kind == "run"]
            yield from _secrets(value, "the result of the run", function.label, told)
        elif (name := _named_secret(value)) is not None:
            at = handler.outline, returned_at(handler, expr)
            yield _told(at, name, "the result of the run", function.label)


def _of_step(function: Function, step: Step) -> Iterator[Diagnostic]:
    where = f"the result of step `{step.id_text}`"
    site, given = handed_over(step), step.site.args[1:2]
    name = _by_its_maker(site.called) or _whole_secret(step, given[0]) if site is not None else None
    if name is not None:
        yield _told((step.site.outline, given[0]), name, where, function.label)
    bodies = [body for body, _ in makers(function, step, returned=True)]
    for body in bodies:
        text = body.outline.source.content.lower()
        if not any(sign in text for sign in _SIGNS):
            continue
        is_named = False
        for expr in body.returned:
            value = Value(expr, body, function.links)
            name = _named_secret(value)
            is_named = is_named or name is not None
            if value.is_object:
                yield from _secrets(value, where, function.label)
            elif name is None:
                name = _column_of_secrets(body, expr)
                whole = _asked_for(expr) if name is None and _variable(expr) else []
                if whole and not _PUBLIC.search(whole[0]):
                    name = whole[0]
                elif name is None and body is bodies[-1]:
                    name = _whole_secret(step, expr)
            if name is not None:
                yield _told((body.outline, returned_at(body, expr)), name, where, function.label)
        if is_named:
            return  # what gives it needs no report of its own


def _column_of_secrets(body: Body, given: Expr) -> str | None:
    """The column of rows that are given as they are: `db.from("a").select("id, api_key")`."""
    while True:
        callee = given.callee
        if given.kind == "choice" and given.operator in ("??", "||") and given.left is not None:
            given = given.left
        elif callee is not None and callee.name in _SAME_ROWS and callee.inner is not None:
            given = callee.inner
        else:
            break
    binding = body.lookup(given.text, given.start) if given.kind == "name" else None
    made_of = binding.initial if binding is not None else given
    if made_of is None:
        return None
    is_part = binding is not None and any(not each.isdigit() for each in binding.path)
    fields = () if is_part else _selected(made_of)
    named = next(filter(_is_secret_column, fields), None)
    if named is not None or binding is None:
        return named
    asked = (each for each in body.calls if each.attrs[-1:] == ("select",) and made_of.holds(each))
    columns = [
        column.group()
        for site in asked
        for column in re.finditer(r"\w+", (site.args[0].string or "") if site.args else "")
    ]
    return next(filter(_is_secret_column, columns), None)


def _selected(query: Expr | None) -> Iterator[str]:
    """What a query asks for: `find({ select: { id: true } })`, `select({ id: a.id })`."""
    while query is not None and query.kind in ("call", "index", "member"):
        callee = query.callee
        given = query.arguments[0] if query.arguments else None
        changes = callee is None and query.kind == "member"
        if changes or (
            given is not None
            and given.kind == "function"
            and callee is not None
            and callee.name not in _SAME_ROWS
        ):
            return
        if callee is not None and given is not None and given.kind == "object":
            asked = given if callee.name == "select" else given.entry("select")
            yield from _fields_of(asked) if asked is not None else ()
        query = callee.inner if callee is not None else query.inner


def _fields_of(asked: Expr) -> Iterator[str]:
    for entry in asked.entries:
        nested = entry.value.entry("select")
        if nested is not None:
            yield from _fields_of(nested)
        elif entry.key is not None and entry.value.text not in ("false", "undefined"):
            yield entry.key


def _is_secret_column(column: str) -> bool:
    meant = column.replace("_", "").lower()
    is_about = _CHANGED.search(column) or re.match(r"has|is|needs", meant)
    return not is_about and any(meant.endswith(field) for field in FIELDS)


def _named_secret(value: Value) -> str | None:
    """What a value is called that is a secret by its maker or field: `answer.access_token`."""
    given = value.expr
    if given.kind == "member":
        return given.name if is_secret(given.name) else None
    return _by_its_maker(given.callee) or _by_its_maker(value.resolved.expr.callee)


def _by_its_maker(callee: Expr | None) -> str | None:
    """What gives a secret, by its name: `getAccessToken()`, `page.cookies()`."""
    while callee is not None and callee.name in _SAME_ROWS and callee.inner is not None:
        callee = callee.inner.callee
    if callee is None:
        return None
    name = callee.name
    if name in _SESSIONS and callee.kind == "member":
        return name
    meant = name.replace("_", "").lower()
    is_one = _has_a_field(meant) and _GIVES.match(meant) and TAMED.isdisjoint(words(name))
    return name if is_one and not _CHANGED.search(name) else None


def _has_a_field(meant: str) -> bool:
    """Whether a name holds the name of a secret: most do not, and need no closer look."""
    return any(field in meant for field in FIELDS)


def _whole_secret(step: Step, given: Expr) -> str | None:
    """What a result is called that is itself a secret: `const password = await step.run(…)`."""
    into = step.site.into if step.site.use == "assigned" else None
    name = into.name if into is not None else ""
    meant = re.sub(r"[_-]", "", name).lower()
    is_named = _has_a_field(meant) and re.match(_NAMED, meant) is not None
    called = given.callee
    if called is not None and _DECRYPTS.match(called.name):
        is_secret = is_named or any(_SENSITIVE.search(each.text) for each in given.arguments)
        return (name or called.name) if is_secret else None
    if not is_named or given.kind in (*_HARMLESS, "string") or _CHANGED.search(given.text):
        return None
    return name


def _secrets(
    data: Value, where: str, function: str, told: Sequence[CallSite] = ()
) -> Iterator[Diagnostic]:
    """The secrets among the entries of an object, but for what the calls in `told` give."""
    for name, value in data.entries.items() if data.is_object else ():
        picked = _picked(value)
        if picked is not None:
            yield from _secrets(picked, where, function, told)
            continue
        binding = value.origin.binding
        given = binding.initial if binding is not None else None
        made_of = given if given is not None and value.is_certain else value.resolved.expr
        if not value.origin.attrs and any(made_of.holds(each) for each in told):
            continue
        text = made_of.text
        asked = _asked_for(made_of) if "env" in text else []
        from_environment = bool(asked) and not _PUBLIC.search(asked[0])
        if (
            not from_environment
            and not is_secret(name)
            and not _holds_secret(name, value.expr)
            and _by_its_maker(made_of.callee) is None
        ):
            continue
        if value.resolved.expr.kind in _HARMLESS or _CHANGED.search(f"{value.text} {text}"):
            continue
        if value.string is not None and (len(value.string) < 4 or _MARK.fullmatch(value.string)):
            continue  # a placeholder
        yield _told(key_place(value), name, where, function)


def _picked(value: Value) -> Value | None:
    """The object that a value is, or that is made of each of many: `rows.map((it) => ({ … }))`."""
    if value.is_object:
        return value
    site = value.site
    made = function_given(site, value.links) if site is not None and site.method == "map" else None
    if made is None or len(made.returned) != 1:
        return None
    of_each = Value(made.returned[0], made, value.links)
    return of_each if of_each.is_object else None


def _told(at: Fact, name: str, where: str, function: str) -> Diagnostic:
    return report(
        at,
        f"`{name}` is stored with {where}, and shown to whoever may look at runs",
        "pass an ID instead, and read the secret inside the step that needs it",
        function=function,
    )


def _holds_secret(name: str, given: Expr) -> bool:
    """Whether what a field is given is called after a secret: `token: rawToken`."""
    own = given.text if given.kind == "name" else given.name if given.kind == "member" else ""
    return is_secret(own or "") and TAMED.isdisjoint(words(name))


def _asked_for(made_of: Expr) -> list[str]:
    """The variables of the environment that a value is made of, and that are called secret."""
    asked = ((each, _variable(each)) for each in made_of.inside())
    return [name for each, name in asked if _SECRET.search(name) and _is_part(each, made_of)]


def _is_part(given: Expr, made_of: Expr) -> bool:
    """Whether a value has another in it: `verify(body, process.env.SECRET)` does not."""
    return not any(
        (called := each.callee) is not None
        and each is not given
        and each.holds(given)
        and not called.holds(given)
        and called.name not in _WRITES_IT
        and not _DECRYPTS.match(called.name)
        for each in made_of.inside()
    )


def _variable(expr: Expr) -> str:
    """The variable of the environment that is read: `process.env.KEY`, `os.environ["KEY"]`."""
    holder, name = expr.inner, expr.index.string if expr.index is not None else expr.name
    called = expr.callee
    if called is not None:
        holder = called.inner if called.name == "get" else called
        name = expr.arguments[0].string if expr.arguments else None
    if holder is None or (holder.dotted or holder.text) not in _ENVIRONMENTS:
        return ""
    return name or ""
