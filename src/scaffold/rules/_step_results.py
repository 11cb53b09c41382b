"""The helpers that give a step its result: the callback does nothing but call them."""

from collections.abc import Iterator

from scaffold.code.attributes import method_called
from scaffold.code.bindings import resolve_callee
from scaffold.code.expressions import Expr
from scaffold.code.outline import Binding, Body, CallSite, Reference
from scaffold.code.spans import holds
from scaffold.code.statements import Statement
from scaffold.code.values import argument
from scaffold.inngest.effects.logging import is_logged, is_logging
from scaffold.inngest.effects.threads import THREADS
from scaffold.inngest.evaluation import PARTIAL
from scaffold.inngest.facts import Function, Step
from scaffold.rules._rule import Place

_DEPTH = 4
_CLOCKS = frozenset({"Date", "performance"})


def makers(
    function: Function, step: Step, *, returned: bool
) -> Iterator[tuple[Body, tuple[CallSite, ...]]]:
    """Yield what decides how a step ends: its callback, and the helpers that it only calls.

    With each come the calls that lead there. With `returned` it gives the step's result, too.
    """
    return followed(function, step.callback, returned=returned)


def handed_over(step: Step) -> CallSite | None:
    """Return the call that a step makes of a name: `step.run("load", requests.get, url)`.

    Also of one with what it is given: `step.run("load", partial(requests.get, url))`.
    """
    site = step.site
    if step.callback is not None or len(site.args) < 2 or site.args[1].kind == "spread":
        return None
    bound = site.outline.site(site.args[1])
    if bound is None:
        return site.without_first().without_first()
    is_bound = resolve_callee(bound).name in PARTIAL and len(bound.args) > 0
    return bound.without_first() if is_bound else None


def followed(
    function: Function, callback: Body | None, *, returned: bool
) -> Iterator[tuple[Body, tuple[CallSite, ...]]]:
    """Yield a function and the helpers that it only calls, as `makers` does for a step."""
    body = callback
    chain: tuple[CallSite, ...] = ()
    while body is not None:
        yield body, chain
        site = _only_call(body)
        if site is None or len(chain) > _DEPTH:
            break
        given = gives_result(site)
        if not given and (returned or site.use != "discarded"):
            break
        called = called_by(site, function)
        if called is None or (callback is not None and called.is_inside(callback)):
            break
        # Python runs a plain function without `await`; one that is async gives a coroutine.
        runs = site.use == "returned" or site.awaited
        if not runs and (called.is_async or body.outline.language != "python"):
            break
        body, chain = called, (*chain, site)


def gives_result(site: CallSite, *, in_part: bool = False) -> bool:
    """Return whether a function returns what a call gives, at once or from a variable.

    With `in_part` also in a result of several: `{ synced: rows.length }`.
    """
    if site.use == "returned":
        return True
    binding = holder_of(site)
    if binding is None or binding.outline.mutations_of(binding):
        return False
    read = binding.outline.references_to(binding)
    used = [each for each in read if not (is_logged(each) or decides_nothing(each))]
    if in_part:
        parts = [any(one.holds(each) for one in each.body.returned) for each in used]
        return bool(parts) and all(parts) and not any(_is_given(each) for each in used)
    return len(used) == 1 and used[0].expr in site.body.returned


def _is_given(reference: Reference) -> bool:
    return any(site.expr.holds(reference) for site in reference.body.calls)


def decides_nothing(reference: Reference) -> bool:
    """`if (sent) console.log("sent");`, `{ status: sent ? "sent" : "failed" }`: for readers."""
    body, around = reference.body, reference.expr.around
    while around is not None and (around.kind != "choice" or around.operator):
        around = around.around
    asked = around.condition if around is not None else None
    if around is not None and asked is not None and asked.holds(reference):
        is_told = is_logged(reference) or any(each.holds(reference) for each in body.returned)
        return is_told and all(each.string is not None for each in around.choices)
    statement = body.statement_at(reference)
    if statement is None or statement.kind != "if":
        return False
    if not any(each.test is not None and each.test.holds(reference) for each in statement.blocks):
        return False
    does = [each for block in statement.blocks for each in block.all()]
    sites = [body.outline.site(each.expr) if each.expr is not None else None for each in does]
    return all(each is not None and is_logging(each) for each in sites)


def places(chain: tuple[CallSite, ...]) -> tuple[Place, ...]:
    """Return the calls that lead to a helper as a diagnostic lists them."""
    found = []
    for site in chain:
        line, column = site.outline.source.position(site.start)
        found.append(Place(site.outline.path, line, column, site.spelled))
    return tuple(found)


def _only_call(body: Body) -> CallSite | None:
    """The call that is all that a function does, but for imports, logs and returning its result."""
    known: dict[Body, CallSite | None] = body.outline.source.made.setdefault("only calls", {})
    if body not in known:
        known[body] = _find_only_call(body)
    return known[body]


def _find_only_call(body: Body) -> CallSite | None:
    does: list[Statement] = []
    for each in body.block.statements:
        if not _is_aside(body, each):
            does.append(each)
            if len(does) > 2:
                return None
    first = does[0] if does else None
    if first is None:
        return None
    if len(does) == 1 and first.kind in ("return", "expression"):
        site = body.outline.site(first.expr) if first.expr is not None else None
        return site if site is not None and site.expr is first.expr else None
    if len(does) == 2 and does[1].kind == "return":
        held = [site for site in body.calls if site.use == "assigned" and holds(first, site)]
        is_it = len(held) == 1 and gives_result(held[0])
        return held[0] if is_it and does[1].expr is not None else None
    return None


def _is_aside(body: Body, statement: Statement) -> bool:
    """A docstring, an import, a line of a log, a look at the clock."""
    content = body.outline.source.content
    if statement.kind == "import":
        return True
    if statement.kind == "expression":
        site = body.outline.site(statement.expr) if statement.expr is not None else None
        is_text = statement.expr is not None and statement.expr.kind == "string"
        return is_text or (site is not None and is_logging(site))
    if statement.kind == "declaration" and (b"Date.now" in content or b"performance." in content):
        asked = [site for site in body.calls if holds(statement, site)]
        return bool(asked) and all(site.root in _CLOCKS for site in asked)
    if b"import(" not in content:
        return False
    loads = [site for site in body.calls if holds(statement, site)]
    return bool(loads) and all(site.root == "import" and not site.attrs for site in loads)


def holder_of(site: CallSite) -> Binding | None:
    """Return the variable that a call's result is put in."""
    if site.use != "assigned" or site.into is None or site.into.kind != "name":
        return None
    return site.outline.binding(site.into)


def called_by(site: CallSite, function: Function) -> Body | None:
    """Return the function of the project that a call runs, in a thread too."""
    if resolve_callee(site).name in THREADS:
        given = argument(site, 0, function.links)
        return given.function if given is not None else None
    origin = method_called(site, function.links)
    return origin.target if origin.kind == "function" and not origin.attrs else None


def asked_for_their_kind(around: Expr) -> Iterator[str]:
    """Yield the values of which code asks what they are: `x instanceof Set`, `typeof x.at`."""
    for each in around.inside(functions=True):
        asked = _asked(each)
        if asked is not None and asked.dotted:
            yield asked.dotted


def _asked(expr: Expr) -> Expr | None:
    if expr.kind == "comparison" and expr.operator == "instanceof":
        return expr.left
    if expr.kind == "unary" and expr.operator == "typeof":
        return expr.operand
    is_check = expr.callee is not None and expr.callee.name.lower().endswith("isdate")
    return expr.arguments[0] if is_check and expr.arguments else None
