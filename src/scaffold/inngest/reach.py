"""Follow a handler: every call it reaches, and the step each one runs in.

A nested function runs where it is called: in the step whose callback it is, else where the call
that it is given to runs. A helper of the project is followed with what it is given, so `step`
may be renamed, put into an object, or handed on.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from scaffold.inngest.bindings import Origin, resolve_callee
from scaffold.inngest.facts import Call, Function, Step
from scaffold.inngest.links import settle, value_of
from scaffold.inngest.outline import Body, CallSite
from scaffold.inngest.values import Value, argument, kept
from scaffold.syntax.tree import Node

_DEPTH = 6
_PROMISE = "()"
_MOST = 4000
_KINDS = {
    "sleep_until": "sleepUntil",
    "wait_for_event": "waitForEvent",
    "wait_for_signal": "waitForSignal",
    "send_event": "sendEvent",
    "send_signal": "sendSignal",
    "invoke_by_id": "invoke",
}
_PARTIAL = frozenset({"functools.partial", "partial"})
_COLLECTIONS = frozenset({"array", "list", "tuple", "list_comprehension", "generator_expression"})
_PLAIN = frozenset({"string", "number", "template_string", "integer", "true", "false"})
_FUNCTIONS = frozenset(
    {
        "arrow_function",
        "function_expression",
        "generator_function",
        "lambda",
        "method_definition",
    }
)


class Context(NamedTuple):
    """A part of what the handler is given: `()` is all of it, `("step", "run")` one tool."""

    path: tuple[str, ...] = ()


class Closure:
    """A function given to another one, with what is known where it was written."""

    def __init__(self, body: Body, known: "Known", chain: tuple[CallSite, ...]) -> None:
        self.body = body
        self.known = known
        self.chain = chain


class Parts:
    """An object with known entries: `{ step, event }`."""

    def __init__(self, entries: Mapping[str, "Role"]) -> None:
        self.entries = entries


Role = Context | Closure | Parts | None
Known = Mapping[Body, tuple[Role, ...]]


def reach(function: Function) -> tuple[Call, ...]:
    """Return every call that a function's handler and failure handler reach, in order."""
    walk = _Reach(function)
    if function.handler is not None:
        walk.enter(function.handler, failure=False)
    if function.failure_handler is not None:
        walk.enter(function.failure_handler, failure=True)
    return tuple(walk.found)


class _Reach:
    def __init__(self, function: Function) -> None:
        self.function = function
        self.links = function.links
        self.found: list[Call] = []
        self.failure = False
        self.open: list[Body] = []

    def enter(self, body: Body, *, failure: bool) -> None:
        self.failure = failure
        roles: list[Role] = [Context()]
        if self.function.language == "python" and len(body.parameters) > 1:
            if body.parameters[0] in ("self", "cls"):
                roles = [None, Context(), Context(("step",))]
            else:
                roles = [Context(), Context(("step",))]
        self.visit(body, {body: tuple(roles)}, None, (), True)

    def visit(
        self, body: Body, known: Known, step: Step | None, chain: tuple[CallSite, ...],
        certain: bool,
    ) -> None:  # fmt: skip
        if body in self.open or len(chain) > _DEPTH or len(self.found) > _MOST:
            return
        self.open.append(body)
        for site in body.calls:
            self.call(site, known, step, chain, certain)
        self.open.pop()

    def call(
        self, site: CallSite, known: Known, step: Step | None, chain: tuple[CallSite, ...],
        certain: bool,
    ) -> None:  # fmt: skip
        origin = settle(resolve_callee(site), self.links)
        role = self.role(origin, known, chain)
        tool = role.path if isinstance(role, Context) else _ambient(origin)
        if _PROMISE in tool:
            tool = ()
        if tool[:1] == ("tools",):  # the name of `step` before v1
            tool = ("step", *tool[1:])
        given, named = self.roles(site, known, chain)
        roles = [role for role in (*given, *named.values()) if role is not None]
        made = Call(
            self.function, site, origin, step, chain, tool,
            takes_context=any(map(_is_context, roles)),
            certain=certain, in_failure_handler=self.failure,
        )  # fmt: skip
        self.found.append(made)
        if made.is_step:
            self.step(made, given, named, known, chain, certain)
            return
        target = role.body if isinstance(role, Closure) else None
        if target is None and origin.kind == "function" and not origin.attrs:
            target = origin.target
        if target is None and _bare_call(origin) and origin.site is not None:
            # A function that a factory returned: `const save = makeSave(); save()`.
            target = self.returned(origin.site)
            if target is not None:
                known = self.made_with(origin.site, known, chain)
        if target is None and origin.kind == "call" and origin.site is not None:
            made_with = (*origin.site.arguments, *origin.site.keywords.values())
            if any(
                _is_context(self.argument(node, origin.site.body, known, chain))
                for node in made_with
            ):
                made.takes_context = True  # an object that holds the context
            else:
                target = self.method(origin.site, origin.attrs)
        if target is not None:
            made.target = target
            start = role.known if isinstance(role, Closure) else known
            below = {**start, target: _fit(target, given, named)}
            if isinstance(role, Closure):
                way = role.chain
            elif _is_local(target, site.body):
                way = chain
            else:
                way = (*chain, site)
            self.visit(target, below, step, way, certain)
            return
        if site.attrs and site.attrs[-1] in ("createFunction", "create_function"):
            return
        if origin.name in _PARTIAL or site.attrs[-1:] == ("bind",):
            return  # binds, and calls nothing
        sure = certain and not made.takes_context
        for closure in _closures(roles):
            around = closure.body.parent
            helper = around is None or around.kind != "function"
            way = (*chain, site) if helper and closure.body.owner is not site else closure.chain
            self.visit(closure.body, closure.known, step, way, sure)
        if tool[:1] == ("group",):  # `group.experiment("a", { variants: { b: () => … } })`
            for closure in _inner_closures(roles):
                self.visit(closure.body, closure.known, step, closure.chain, certain)
        for node in site.arguments:
            if node.type in _COLLECTIONS:
                for closure in self.elements(node, site, known, chain):
                    self.visit(closure.body, closure.known, step, closure.chain, sure)

    def step(
        self, call: Call, given: list[Role], named: dict[str, Role], known: Known,
        chain: tuple[CallSite, ...], certain: bool,
    ) -> None:  # fmt: skip
        site = call.site
        kind = ".".join(call.tool[1:])
        closures = list(_closures([*given, *named.values()]))
        first = argument(site, 0, self.links, "step_id")
        if first is not None and first.is_object and kind != "fetch":
            first = first.entry("id") or first
        step = Step(call, _KINDS.get(kind, kind), first, closures[0].body if closures else None)
        call.as_step = step
        if kind in ("parallel",):
            for node in site.arguments:
                for closure in self.elements(node, site, known, chain):
                    self.visit(closure.body, closure.known, call.step, closure.chain, certain)
            return
        for closure in closures:
            way = closure.chain
            if not _is_local(closure.body, site.body) and not closure.body.is_inside(site.body):
                way = (*way, site)
            self.visit(closure.body, closure.known, step, way, certain)

    def elements(
        self, node: Node, site: CallSite, known: Known, chain: tuple[CallSite, ...]
    ) -> Iterator[Closure]:
        for child in node.named_children:
            inner = child
            while inner.type == "parenthesized_expression" and inner.named_children:
                inner = inner.named_children[0]
            role = self.argument(inner, site.body, known, chain)
            if isinstance(role, Closure):
                yield role

    def role(self, origin: Origin, known: Known, chain: tuple[CallSite, ...]) -> Role:
        """What an origin is to this handler."""
        if origin.kind != "param" or origin.body is None:
            return None
        roles = known.get(origin.body)
        if roles is None or origin.index >= len(roles):
            return None
        return _descend(roles[origin.index], origin.attrs)

    def roles(
        self, site: CallSite, known: Known, chain: tuple[CallSite, ...]
    ) -> tuple[list[Role], dict[str, Role]]:
        """What the arguments of a call are, by place and by name."""
        given = [self.argument(node, site.body, known, chain, site) for node in site.arguments]
        named = {
            key: self.argument(node, site.body, known, chain, site)
            for key, node in site.keywords.items()
        }
        return given, named

    def argument(
        self, node: Node, body: Body, known: Known, chain: tuple[CallSite, ...],
        site: CallSite | None = None,
    ) -> Role:  # fmt: skip
        """What an argument is: part of the context, a function, an object with such parts."""
        kind = node.type
        if kind in _PLAIN:
            return None
        if kind in _FUNCTIONS:
            target = body.outline.body_at.get(node.id)
            return Closure(target, known, chain) if target is not None else None
        if kind in ("object", "dictionary"):
            # What rules ask of the call later is read once.
            value = kept(site, node, self.links) if site else Value(node, body, self.links)
            return self.parts(value, known, chain)
        if kind == "spread_element" and node.named_children:
            return self.argument(node.named_children[0], body, known, chain)
        origin = value_of(body, node, self.links)
        if origin.kind == "param":
            return self.role(origin, known, chain)
        if origin.kind == "function" and not origin.attrs and origin.target is not None:
            return Closure(origin.target, known, chain)
        if origin.kind == "object" and origin.node is not None and origin.body is not None:
            if not origin.attrs and origin.outline is body.outline:
                return self.parts(Value(origin.node, origin.body, self.links), known, chain)
            return None
        if origin.kind == "call" and origin.site is not None and not origin.attrs:
            return self.made(origin.site, known, chain)
        return None

    def made(self, site: CallSite, known: Known, chain: tuple[CallSite, ...]) -> Role:
        """What a call gives: a step's promise counts as context, `partial(f)` as `f`."""
        origin = settle(resolve_callee(site), self.links)
        role = self.role(origin, known, chain)
        if isinstance(role, Context) and role.path[:1] in (("step",), ("tools",), ("group",)):
            return None if self.is_result(site) else Context((*role.path, _PROMISE))
        if (origin.name in _PARTIAL or site.attrs[-1:] == ("bind",)) and site.arguments:
            node = site.arguments[0]
            if site.attrs[-1:] == ("bind",):
                inner = resolve_callee(site)
                return self.role(
                    Origin(inner.kind, inner.attrs[:-1], body=inner.body, index=inner.index),
                    known, chain,
                )  # fmt: skip
            return self.argument(node, site.body, known, chain)
        return None

    def is_result(self, site: CallSite) -> bool:
        """Whether a step's call gives its result, which is data, and not a promise of it."""
        if self.function.language == "python" and not _is_async(site.body):
            return True
        return site.awaited

    def parts(self, value: Value, known: Known, chain: tuple[CallSite, ...]) -> Role:
        entries: dict[str, Role] = {}
        for key, each in value.entries.items():
            inner = self.argument(each.node, each.body, known, chain)
            if inner is not None:
                entries[key] = inner
        content = value.outline.source.content
        if content.find(b"...", value.node.start_byte, value.node.end_byte) >= 0:
            for child in value.node.named_children:
                if child.type == "spread_element" and child.named_children:
                    spread = self.argument(child.named_children[0], value.body, known, chain)
                    if isinstance(spread, Context) and not spread.path:
                        return spread
        return Parts(entries) if entries else None

    def method(self, made: CallSite, attrs: tuple[str, ...]) -> Body | None:
        """The method of one of the project's classes: `new Mailer().send`."""
        if len(attrs) != 1:
            return None
        maker = settle(resolve_callee(made), self.links)
        if maker.kind != "class" or maker.target is None or maker.attrs:
            return None
        binding = maker.target.bindings.get(attrs[0])
        return binding.function if binding is not None and binding.kind == "function" else None

    def made_with(self, site: CallSite, known: Known, chain: tuple[CallSite, ...]) -> Known:
        """What is known in a function that a factory returned: what the factory was given."""
        maker = settle(resolve_callee(site), self.links).target
        if maker is None:
            return known
        return {**known, maker: _fit(maker, *self.roles(site, known, chain))}

    def returned(self, site: CallSite) -> Body | None:
        """The function that a call of one of the project's functions returns."""
        made_by = settle(resolve_callee(site), self.links)
        if made_by.kind != "function" or made_by.target is None or made_by.attrs:
            return None
        for node in made_by.target.returns:
            inner = node
            if node.type == "return_statement" and node.named_children:
                inner = node.named_children[0]
            origin = value_of(made_by.target, inner, self.links)
            if origin.kind == "function" and not origin.attrs and origin.target is not None:
                return origin.target
        return None


def _is_async(body: Body) -> bool:
    at: Body | None = body
    while at is not None and at.kind == "function":
        if at.is_async:
            return True
        at = at.parent
    return False


def _is_local(target: Body, caller: Body) -> bool:
    """Whether a function is written inside a function around the caller: no helper, then."""
    around = target.parent
    return around is not None and around.kind == "function" and caller.is_inside(around)


def _ambient(origin: Origin) -> tuple[str, ...]:
    """Tools that SDK v4 exports by themselves: `import { step } from "inngest"`."""
    if origin.kind == "import" and origin.module == "inngest" and origin.imported in (
        "step", "group",
    ):  # fmt: skip
        return (origin.imported, *origin.attrs)
    return ()


def _bare_call(origin: Origin) -> bool:
    return origin.kind == "call" and not origin.attrs


def _descend(role: Role, attrs: tuple[str, ...]) -> Role:
    for index, attr in enumerate(attrs):
        if isinstance(role, Context):
            # What is read from a promise, or done with it, is no tool: `promise.then(…)`.
            return None if _PROMISE in role.path else Context((*role.path, *attrs[index:]))
        if not isinstance(role, Parts):
            return None
        role = role.entries.get(attr)
    return role


def _is_context(role: Role) -> bool:
    if isinstance(role, Context):
        return not role.path or role.path[0] in ("step", "tools", "group")
    return isinstance(role, Parts) and any(map(_is_context, role.entries.values()))


def _closures(roles: Sequence[Role]) -> Iterator[Closure]:
    for role in roles:
        if isinstance(role, Closure):
            yield role


def _inner_closures(roles: Sequence[Role]) -> Iterator[Closure]:
    for role in roles:
        if isinstance(role, Parts):
            entries = list(role.entries.values())
            yield from _closures(entries)
            yield from _inner_closures(entries)


def _fit(target: Body, given: list[Role], named: dict[str, Role]) -> tuple[Role, ...]:
    """What each parameter of a function gets."""
    roles: list[Role] = list(given)
    if target.parent is not None and target.parent.kind == "class" and target.parameters[:1] in (
        ["self"], ["cls"],
    ):  # fmt: skip
        roles.insert(0, None)
    for index, name in enumerate(target.parameters):
        if name in named:
            roles += [None] * (index + 1 - len(roles))
            roles[index] = named[name]
    return tuple(roles)
