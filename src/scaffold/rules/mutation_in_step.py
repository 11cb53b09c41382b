"""Return what a step makes; never write it to a variable outside the step.

On a replay a finished step does not run: its saved result comes back, and what its callback wrote
to an outer variable is gone.
SDK v3: the variable is always undefined later.
SDK v4: it looks right until the first sleep, wait or retry, then it is undefined.
Python: `nonlocal` writes and changes of outer lists and dicts are lost in the same way.
So is the connection of a client that one step connects and others use: the handler makes it anew.
The SDK's ESLint plugin has `no-variable-mutation-in-step`, which sees plain assignments only.
"""

from collections.abc import Iterator

from scaffold.code.attributes import class_made
from scaffold.code.bindings import Origin, resolve_binding, resolve_callee
from scaffold.code.expressions import Expr
from scaffold.code.outline import Binding, Body, CallSite, Mutation, Reference
from scaffold.code.spans import holds
from scaffold.inngest.effects.logging import is_logged
from scaffold.inngest.effects.state import State
from scaffold.inngest.facts import Call, Function, Step
from scaffold.rules._lost_connections import lost_connections
from scaffold.rules._rule import Diagnostic, Example, report
from scaffold.rules._saved_rows import is_saved
from scaffold.rules._set_again import is_set_again
from scaffold.syntax.regexes import regex

SEVERITY = "error"
EXAMPLES = [
    Example(
        "typescript",
        invalid="""
        import { inngest } from "./client";
        export const connect = inngest.createFunction(
          { id: "connect", triggers: [{ event: "account/linked" }] },
          async ({ event, step }) => {
            let token = "";
            const seen: string[] = [];
            await step.run("get-token", async () => {
              token = await oauth.exchange(event.data.code); // error
              seen.push(token); // error
            });
            await step.sleep("pause", "1d");
            await step.run("use-token", () => api.hello(token));
          },
        );
        """,
        valid="""
        import { inngest } from "./client";
        export const connect = inngest.createFunction(
          { id: "connect", triggers: [{ event: "account/linked" }] },
          async ({ event, step }) => {
            const token = await step.run("get-token", async () => {
              let local = await oauth.exchange(event.data.code);
              local += "!";
              return local;
            });
            await step.sleep("pause", "1d");
            await step.run("use-token", () => api.hello(token));
          },
        );
        """,
    ),
    Example(
        "python",
        invalid="""
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(
            fn_id="connect", trigger=inngest.TriggerEvent(event="account/linked")
        )
        async def connect(ctx: inngest.Context) -> None:
            token = ""
            seen = {}

            async def get_token() -> None:
                nonlocal token
                token = await oauth.exchange(ctx.event.data["code"])  # error
                seen["token"] = token  # error

            await ctx.step.run("get-token", get_token)
            await ctx.step.run("link", link, token)
        """,
        valid="""
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(
            fn_id="connect", trigger=inngest.TriggerEvent(event="account/linked")
        )
        async def connect(ctx: inngest.Context) -> None:
            async def get_token() -> str:
                token = await oauth.exchange(ctx.event.data["code"])
                found = []
                found.append(token)
                return token

            token = await ctx.step.run("get-token", get_token)
        """,
    ),
]
_METHODS = frozenset({"push", "unshift", "splice", "append", "extend", "shift", "pop"})
# Databases, caches and queues have methods of these names as well.
_COLLECTION_METHODS = frozenset(
    {"set", "add", "delete", "clear", "sort", "reverse", "fill", "insert", "remove", "update",
     "setdefault", "popitem", "discard", "appendleft"}
)  # fmt: skip
_COLLECTIONS = frozenset(
    {"Map", "Set", "WeakMap", "WeakSet", "Array", "list", "dict", "set", "collections.defaultdict",
     "collections.deque", "collections.Counter", "collections.OrderedDict", "URLSearchParams"}
)  # fmt: skip
_LITERALS = frozenset({"array", "object", "set"})
_COUNTED = regex(r"^(\+\+|--)|(\+\+|--)$|^\w+\s*[-+*/]=")
# The last word of a name: `requestLog`, `http_span`; but not `catalog`, `lifespan` or `logoUrls`.
_TELEMETRY = regex(
    r"(?:^|_|(?<=[a-z0-9])(?=[A-Z]))"
    r"(?:[Ll]og(s|ger|ging)?|[Mm]etrics?|[Ss]pans?|[Tt]rac(es?|er)|[Tt]elemetry|[Ss]tats)_*$"
)


def check(function: Function) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each write from a step to something outside of it."""
    called = _called_in_steps(function)
    for step in function.steps:
        if step.callback is None or step.enclosing is not None or step.kind in ("parallel",):
            continue
        callback = step.callback
        for body in callback.outline.inside(callback):
            for mutation in body.mutations:
                binding, field = mutation.binding, mutation.attrs[:1]
                if binding is None or not _is_lost(binding, callback, function, *field):
                    continue
                saved = is_saved(mutation, callback) or is_set_again(binding, step)
                if _counts(binding, mutation) and not saved:
                    yield _report(mutation, mutation.name, step)
            for site in body.calls:
                if site.root is None or not site.attrs:
                    continue
                assigns = site.root == "Object" and site.attrs == ("assign",) and site.arguments
                name = site.args[0].text if assigns else site.root
                binding = body.lookup(name, site.start)
                if binding is None or not _is_lost(binding, callback, function):
                    continue
                taken = _is_taken_out(site, binding, step, function)
                if assigns or (_mutates(site, binding) and not taken):
                    yield _report(site, name, step)
        for call in called.get(step, ()):
            for name in _written_by(call, callback, function):
                yield _report(call.site, name, step)
    yield from _in_own_objects(function)
    for site, name, step in lost_connections(function):
        yield report(
            site,
            f"step `{step.id_text}` connects `{name}`, which is made anew and not connected when "
            "the next step runs",
            "make and connect it in each step that uses it",
        )


def _in_own_objects(function: Function) -> Iterator[Diagnostic]:
    """`talk.add(text)`, `talk.lines.push(text)`: a field that the handler reads of its object."""
    state = State(function.links)
    for call in function.everything:
        step, site = call.step, call.site
        if step is None or step.callback is None or not site.body.is_inside(step.callback):
            continue
        root = site.root if site.attrs else None
        binding = site.body.lookup(root, site.start) if root is not None else None
        if binding is None or not _is_outside(binding, step.callback, function.handler):
            continue
        if not _is_own_object(binding, function):
            continue
        if len(site.attrs) == 2 and site.attrs[1] in _METHODS:
            field = site.attrs[0]
        else:
            touch = state.touched(call.target, object_lasts=True) if call.target else None
            field = touch.name if touch is not None and touch.changes else ""
        if field and _is_field_read(binding, field, step.callback):
            yield _report(site, f"{site.root}.{field}", step)


def _is_own_object(binding: Binding, function: Function) -> bool:
    """Whether a variable holds what a class of the project makes."""
    made_by = resolve_binding(binding).made_by
    return made_by is not None and class_made(made_by, function.links) is not None


def _is_field_read(binding: Binding, field: str, callback: Body) -> bool:
    """Whether a field of an object is read outside of a step's callback."""
    return any(
        each.path[:1] == (field,) and not each.body.is_inside(callback) and not _only_writes(each)
        for each in binding.outline.references_to(binding)
    )


def _called_in_steps(function: Function) -> dict[Step, list[Call]]:
    """The calls in steps of functions that the handler holds: `const count = () => { n += 1; }`."""
    found: dict[Step, list[Call]] = {}
    for call in function.calls:
        step, target = call.step, call.target
        callback = step.callback if step is not None else None
        if step is None or target is None or callback is None or target.is_inside(callback):
            continue
        held = target.parent is not None and target.parent.kind == "function"
        if held and call.site.body.is_inside(callback):
            found.setdefault(step, []).append(call)
    return found


def _written_by(call: Call, callback: Body, function: Function) -> Iterator[str]:
    """The variables that the called function writes, and that others read as well."""
    target = call.target
    if target is None:
        return
    written = {each.name: each.binding for each in target.mutations if not each.attrs}
    for site in target.calls:
        if site.root is not None and site.attrs:
            changed = target.lookup(site.root, site.start)
            if changed is not None and _mutates(site, changed):
                written[changed.name] = changed
    for name, binding in sorted(written.items()):
        if binding is None or binding.kind != "value" or binding.body.is_inside(target):
            continue
        own = any(not each.attrs for each in binding.body.outline.mutations_of(binding))
        kept = own or _is_collection(resolve_binding(binding))
        if not kept or not _is_outside(binding, callback, function.handler):
            continue
        read = [r for r in binding.body.outline.references_to(binding) if not _only_writes(r)]
        others = [each for each in read if not each.body.is_inside(target)]
        if any(not each.body.is_inside(callback) for each in others) or (
            len(others) < len(read) - sum(map(is_logged, read))
            and _counts_rounds(call, name, function)
        ):
            yield name


def _counts_rounds(call: Call, name: str, function: Function) -> bool:
    """Whether it is the first of several calls of a function that counts a variable on: `n += 1`.

    What the steps before it counted is gone when the last of them runs.
    """
    calls = [each for each in function.calls if each.target is call.target]
    is_again = len({each.step for each in calls}) > 1 or call.site.body.loop is not None
    written = call.target.mutations if call.target is not None and calls[0] is call else ()
    return is_again and any(
        each.name == name and not each.attrs and _COUNTED.search(each.expr.text) for each in written
    )


def _report(at: Mutation | CallSite, name: str, step: Step) -> Diagnostic:
    return report(
        at,
        f"what step `{step.id_text}` writes to `{name}` is lost on a replay",
        "return the value from the step and use what `await` gives",
    )


def _is_outside(binding: Binding, callback: Body, handler: Body | None) -> bool:
    """Whether a name belongs to a function around the callback, the handler or one inside it.

    What a function around the handler holds lives as long as the process, as a module's does.
    """
    return (
        binding.body.kind == "function"
        and not binding.body.is_inside(callback)
        and callback.is_inside(binding.body)
        and (handler is None or handler is binding.body or not handler.is_inside(binding.body))
        and not (_is_telemetry(binding) and not _is_kept_state(binding, callback))
    )


def _is_lost(binding: Binding, callback: Body, function: Function, *field: str) -> bool:
    """Whether what a step puts there is for others, who do not see it on a replay."""
    outside = _is_outside(binding, callback, function.handler)
    return outside and not _is_the_steps_own(binding, callback, function, *field)


def _is_telemetry(binding: Binding) -> bool:
    """Whether it is called after what it is for, there or where it is taken from."""
    return any(map(_TELEMETRY.search, (binding.name, *binding.path[-1:])))


def _is_taken_out(site: CallSite, binding: Binding, step: Step, function: Function) -> bool:
    """Whether a step takes its share out of what another one gave, which nobody reads after it.

    `key = loaded.pop("key", None)`: each replay has the whole result again.
    """
    made = resolve_binding(binding)
    if site.attrs != ("pop",) or site.use == "discarded" or step.site.loop is not None:
        return False
    if not any(each.call.given_by is made.site and each.kind == "run" for each in function.steps):
        return False
    return all(each.start < step.site.end for each in binding.outline.references_to(binding))


def _is_the_steps_own(binding: Binding, callback: Body, function: Function, *field: str) -> bool:
    """Whether nobody but the step reads a variable, nor the step of the next round of a loop.

    With a field: whether others read other fields, of an object that nothing else gives, or read
    what another step gave before this one writes to it.
    """
    loop = callback.loop
    if binding.kind != "value" or (loop is not None and not holds(loop, binding)):
        return False
    read = binding.outline.references_to(binding)
    outer = [each for each in read if not each.body.is_inside(callback)]
    if any(binding.outline.binding(each) is binding for each in binding.body.returned):
        return False
    runs = [each for each in function.steps if each.kind == "run"]
    made_by = resolve_binding(binding).made_by
    is_result = made_by is not None and any(each.call.given_by is made_by for each in runs)
    if field and outer and (is_result or field[0] != "[]"):
        names = map(binding.outline.binding, made_by.args) if made_by is not None else ()
        given = [each for each in names if each is not None and each.kind == "value"]
        later = (each for one in given for each in one.outline.references_to(one))
        is_new = made_by is not None and (is_result or not made_by.attrs)
        others = all(
            (each.use == "member" and field[0] not in (each.path[0], "[]"))
            or (is_result and each.end < callback.start and _is_run_at_once(each, binding, runs))
            for each in outer
        )
        return is_new and others and all(each.start < callback.end for each in later)
    is_read = any(not _only_writes(each) for each in read)
    return is_read and not outer


def _is_run_at_once(at: Reference, binding: Binding, runs: list[Step]) -> bool:
    """Whether a place runs where it stands: in no function that somebody may call later."""
    callbacks = [each.callback for each in runs if each.callback is not None]
    return at.body is binding.body or any(at.body.is_inside(each) for each in callbacks)


def _is_kept_state(binding: Binding, callback: Body) -> bool:
    """Whether a variable is the handler's own and is read again outside of the step."""
    outline = binding.body.outline
    own = any(not each.attrs for each in outline.mutations_of(binding))
    kept = binding.kind == "value" and (own or _is_collection(resolve_binding(binding)))
    return kept and any(
        not each.body.is_inside(callback)
        and not _only_writes(each)
        and (each.start > callback.start or each.body is not binding.body or callback.loop)
        for each in outline.references_to(binding)
    )


def _only_writes(reference: Reference) -> bool:
    """`logs.push(line)`, `stats.sent += 1`, `Object.assign(stats, more)`: nothing is read."""
    owner = reference.owner
    if owner is not None and owner.spelled == "Object.assign":
        return reference.index == 0
    if owner is not None and reference.path:
        changes = reference.path[-1] in _METHODS | _COLLECTION_METHODS
        return changes and owner.use == "discarded"
    return any(
        holds(each, reference)
        and (each.written is None or reference.end <= each.written.whole.start)
        for each in reference.body.mutations
    )


def _counts(binding: Binding, mutation: Mutation) -> bool:
    return not mutation.attrs or resolve_binding(binding).kind not in ("import", "global", "self")


def _mutates(site: CallSite, binding: Binding) -> bool:
    method, origin = site.attrs[-1], resolve_binding(binding)
    if method in _METHODS:
        return origin.kind in ("value", "object", "call", "param") and not (
            origin.kind == "call" and origin.site is not None and origin.site.is_new
            and origin.name not in {f"{each}()" for each in _COLLECTIONS}
        )  # fmt: skip
    return method in _COLLECTION_METHODS and len(site.attrs) == 1 and _is_collection(origin)


def _is_collection(origin: Origin) -> bool:
    if origin.kind == "object":
        return True
    if origin.kind == "call" and origin.site is not None:
        maker = resolve_callee(origin.site)
        if maker.kind == "function" and maker.target is not None and not maker.attrs:
            return any(map(_is_literal, maker.target.returned))
        return origin.name.removesuffix("()") in _COLLECTIONS
    return origin.kind == "value" and origin.expr is not None and _is_literal(origin.expr)


def _is_literal(expr: Expr) -> bool:
    return expr.kind in _LITERALS or expr.gathers in _LITERALS
