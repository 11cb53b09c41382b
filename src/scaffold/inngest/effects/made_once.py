"""What a module makes once, when it is first asked for: a client, a pool, a container of services.

It is the same for everybody, and made again in another process: no state that a replay would miss.
"""

from scaffold.code.bindings import resolve_callee, resolve_expr
from scaffold.code.expressions import Expr
from scaffold.code.outline import Binding, Body, CallSite, Mutation

_MADE_ONCE = (b"??=", b"||=")
_KEEPS = frozenset({"async_lru.alru_cache", "functools.cache", "functools.lru_cache"})


def makes_once(mutation: Mutation, body: Body) -> bool:
    """`client ??= makeClient()`, `if (!client) client = makeClient()`: the same for everybody.

    Likewise a field, `cached.conn = await connect()`, when the function gives what it holds, and
    the mark beside it that says so: `ready = True`.
    """
    content = body.outline.source.content[mutation.start : mutation.end]
    if any(sign in content for sign in _MADE_ONCE):
        return True
    value = mutation.written
    if value is None or "[]" in mutation.attrs:
        return False
    if _marks_once(mutation, body):
        return True
    if value.kind == "object" or (value.kind in ("member", "name") and not body.parameters):
        # `if (made) return made; made = { … }; return made`
        gives = any(result.text == mutation.name for result in body.returned)
        return not mutation.attrs and gives and _is_asked(mutation, body)
    if value.kind not in ("null", "call", "choice") and not value.awaited:
        return False
    if not mutation.attrs:
        return _is_asked(mutation, body) or any(
            _marks_once(each, body) or _makes_beside(each, mutation) for each in body.mutations
        )
    asked = [each for each in body.references if each.start < mutation.start]
    return any((each.name, each.path) == (mutation.name, mutation.attrs) for each in asked) and any(
        result.root.text == mutation.name for result in body.returned
    )


def is_kept_by_decorator(function: Body) -> bool:
    """Whether a decorator keeps what a Python function gives, which is given nothing."""
    return (
        bool(function.decorators)
        and not function.parameters
        and any(_name(mark, function) in _KEEPS for mark in function.decorated_with)
    )


def _name(mark: Expr, function: Body) -> str:
    """The full name of a decorator, or of what makes it."""
    site = function.outline.site(mark)
    if site is not None:
        return resolve_callee(site).name
    return resolve_expr(function.parent or function.outline.module, mark).name


def asks_once(site: CallSite) -> bool:
    """Whether a call helps to make what its function keeps: `if (held) return held; load(); …`."""
    body = site.body
    if body.kind != "function" or body.parameters:
        return False
    for mutation in body.mutations:
        binding = mutation.binding
        if binding is None or binding.body.kind != "module" or not makes_once(mutation, body):
            continue
        asked = (each for each in body.references if each.name == mutation.name)
        if site.start < mutation.end and any(
            each.use == "condition" and each.start < site.start for each in asked
        ):
            return True
    return False


def _is_asked(mutation: Mutation, body: Body) -> bool:
    """Whether the function that sets a variable tests it as well."""
    return any(each.name == mutation.name and each.use == "condition" for each in body.references)


def _makes_beside(other: Mutation, mutation: Mutation) -> bool:
    """`if (!db) { pool = new Pool(url); db = wrap(pool); }`: made with what is asked for."""
    body, value = other.body, other.written
    first, second = body.statement_at(other), body.statement_at(mutation)
    if first is None or second is None or first.block is not second.block or value is None:
        return False
    return (value.kind == "call" or value.awaited) and _is_asked(other, body)


def _marks_once(mutation: Mutation, body: Body) -> bool:
    """`if ready: return`, `ready = True`: a mark that never goes back."""
    value, binding = mutation.written, mutation.binding
    if value is None or value.kind != "boolean" or mutation.attrs or binding is None:
        return False
    return _is_asked(mutation, body) and all(
        each.written is not None and each.written.text == value.text
        for each in binding.outline.mutations_of(binding)
    )


def empties(change: CallSite | Mutation, owner: Binding) -> bool:
    """`client = null`, `delete held.client`, beside what makes it once when it is asked for."""
    if not isinstance(change, Mutation):
        return False
    value = change.written
    if value is None:
        if change.expr.kind != "unary":  # `held.count++`
            return False
    elif value.kind != "null" and value.text != "undefined":
        return False
    makers = (each for each in owner.outline.mutations_of(owner) if each.attrs == change.attrs)
    return any(makes_once(each, each.body) for each in makers if each is not change)
