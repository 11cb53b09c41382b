"""Follow a handler: every call it reaches, and the step each one runs in.

A nested function runs where it is called: in the step whose callback it is, else where the call
that it is given to runs. A helper of the project is followed with what it is given, so `step`
may be renamed, put into an object, or handed on. What a helper makes of `step` is followed too,
and so is what the project gives to a factory around the handler.
"""

from collections.abc import Iterable, Sequence

from scaffold.code.attributes import class_made, of_declared, of_made
from scaffold.code.bindings import Origin, default_of
from scaffold.code.fates import FOR_EACH, fate
from scaffold.code.links import callee, value_of
from scaffold.code.outline import Body, CallSite
from scaffold.code.spans import holds
from scaffold.code.values import argument
from scaffold.inngest.abstract_values import (
    PROMISE,
    AbstractValue,
    Closure,
    Context,
    Environment,
    Instance,
    OneOf,
    Opaque,
    bind_parameters,
    closures,
    handed_over,
    inner_closures,
    is_context,
    read_from,
)
from scaffold.inngest.effects.choices import judged_by
from scaffold.inngest.effects.made_once import is_kept_by_decorator
from scaffold.inngest.evaluation import PARTIAL, Chain
from scaffold.inngest.facts import MOST_CALLS, Call, Function, Step
from scaffold.inngest.helper_calls import HelperCalls, key_of
from scaffold.inngest.listed_functions import ListedFunctions
from scaffold.inngest.sdk_names import ambient_tool, durable_by_decorator
from scaffold.inngest.sdk_surface import TOOLS, spelled
from scaffold.inngest.with_tools import WithTools

_DEPTH = 6
_NEAR = 4
# Python's, which call nothing until somebody goes through what they give.
_LAZY = frozenset({"map", "filter", "itertools.starmap", "itertools.filterfalse"})
_MAKERS = (("createFunction",), ("create_function",), ("endpoint",))
_OF_STEP = frozenset(way.split(".")[1] for way in TOOLS if way.startswith("step."))


def reached_calls(
    function: Function, factories: dict[Body, tuple[AbstractValue, ...]]
) -> tuple[Call, ...]:
    """Return every call that a function's handler and failure handler reach, in order.

    `factories` keeps what is given to each factory, for the other functions that it makes.
    """
    walk = _CallWalk(function, factories)
    handler = function.handler
    for body in (handler,) if handler is not None else walk.handlers():
        walk.enter(body, failure=False)
    if function.failure_handler is not None:
        walk.enter(function.failure_handler, failure=True)
    return tuple(walk.reached.found)


class _CallWalk(ListedFunctions):
    def __init__(
        self, function: Function, factories: dict[Body, tuple[AbstractValue, ...]]
    ) -> None:
        super().__init__(function, factories)
        self.reached = HelperCalls(function)

    def handlers(self) -> list[Body]:
        """The handlers that a factory is given: `(id, work) => createFunction({ id }, …, work)`."""
        site: CallSite | None = self.function.site
        if self.function.language == "python":
            site = site.owner if site is not None and site.use == "receiver" else None
        if self.function.factory is None or site is None or not site.arguments:
            return []
        given = self.argument(site.args[-1], site.body, {}, ())
        return [closure.body for closure in closures([given])]

    def enter(self, body: Body, *, failure: bool) -> None:
        self.reached.failure = failure
        python = self.function.language == "python"
        abstracts = tuple(handed_over(body)) if python else (Context(),)
        if self.function.shape == "endpoint":  # it is given a request, and imports `step`
            abstracts = ()
        self.visit(body, {body: abstracts}, None, (), True)

    def visit(
        self, body: Body, env: Environment, step: Step | None, chain: Chain,
        certain: bool, by: CallSite | None = None,
    ) -> None:  # fmt: skip
        if self.reached.comes_back_to(body) or len(chain) > _DEPTH or self.is_long(chain):
            return
        if is_kept_by_decorator(body):
            return
        key = key_of(body, env, chain, certain)
        if key is not None and self.reached.repeat(body, key, step, chain):
            return
        start = self.reached.begin(body)
        for site in WithTools(self, body, env, chain).calls:
            if self.is_long(chain):
                break
            if by is None or not _is_default_of_given(site, body, by):
                self.call(site, env, step, chain, certain)
        self.reached.end(start, key, chain)

    def is_long(self, chain: Chain) -> bool:
        """Whether all is found that is looked for; what is near the handler has room for more."""
        near = max(0, _NEAR - len(chain))
        return len(self.reached.found) > MOST_CALLS + near * MOST_CALLS // _NEAR

    def call(
        self, site: CallSite, env: Environment, step: Step | None, chain: Chain,
        certain: bool,
    ) -> None:  # fmt: skip
        origin, abstract, tool = self.called(site, env, chain)
        given, named = self.abstract_arguments(site, env, chain)
        abstracts = [abstract for abstract in (*given, *named.values()) if abstract is not None]
        made = Call(
            self.function, site, origin, step, chain, tool,
            takes_context=isinstance(abstract, Opaque) or any(map(is_context, abstracts)),
            certain=certain, in_failure_handler=self.reached.failure,
        )  # fmt: skip
        self.reached.found.append(made)
        if made.is_step and tool[-1] == "bind":  # `step.run.bind(step)` makes no step yet
            made.tool, made.is_step, made.takes_context = (), False, True
            return
        if made.is_step:
            self.step(made, given, named, env, chain, certain)
            return
        if isinstance(abstract, OneOf):
            self.each(made, abstract, given, named, chain)
            return
        target, env = self.target(made, abstract, env, chain)
        others = self.standing_for(made, target, env, chain)
        if others:
            self.each(made, OneOf(others), given, named, chain)
            return
        decorator = durable_by_decorator(target, self.links) if target is not None else None
        if decorator is not None:
            made.tool, made.is_step = ("step", "run"), True
            first = argument(decorator, 0, self.links, "step_id")
            step = made.as_step = Step(made, "run", first, target)
        if target is not None:
            made.target = target
            start = abstract.env if isinstance(abstract, Closure) else env
            below = {**start, target: bind_parameters(target, given, named)}
            handed_on = made.takes_context or not _is_helper(target)
            if isinstance(abstract, Closure) and not abstract.made and handed_on:
                way = abstract.chain
            elif target.is_local_to(site.body):
                way = chain
            else:
                way = (*chain, site)
            self.visit(target, below, step, way, certain, site)
        elif origin.name in PARTIAL or site.attrs[-1:] == ("bind",):
            self.bound(made, given, named, env, chain)  # binds, and calls nothing
        # `defer` runs its function later, as a run of its own.
        elif site.attrs[-1:] not in _MAKERS and tool[:1] != ("defer",):
            self.given_on(made, abstracts, env, chain)

    def called(
        self, site: CallSite, env: Environment, chain: Chain
    ) -> tuple[Origin, AbstractValue, tuple[str, ...]]:
        """What a call calls: where that comes from, what it is here, and which tool."""
        origin = callee(site, self.links)
        of_attribute = origin.attrs[0 if origin.kind == "function" else 1 :]
        if of_attribute and origin.kind in ("self", "call", "function"):  # an attribute's method
            origin = self.attributes.behind(origin)
        abstract = self.abstract(origin, env, chain)
        if abstract is None and origin.site is not None:
            abstract = read_from(self.made(origin.site, env, chain), origin.attrs)
        if abstract is None and not origin.attrs:
            abstract = self.picked(origin, env, chain)
        if isinstance(abstract, Instance):
            origin, abstract = self.attributes.behind(abstract.origin), None
        if abstract is None and not self.is_made_by_class(origin):
            if len(origin.attrs) > 1 and origin.kind in ("param", "value"):
                origin = self.attributes.behind(origin)
            origin = of_declared(origin, self.links) or judged_by(origin, self.links)
        tool = abstract.path if isinstance(abstract, Context) else ambient_tool(origin)
        if PROMISE in tool:
            tool = ()
        if not tool and abstract is None and _is_kept_step(site, origin):
            tool = ("step", *site.attrs)
        if tool[:1] == ("tools",):  # the name of `step` before v1
            tool = ("step", *tool[1:])
        if len(tool) > 1 and tool[0] == "step" and spelled(tool[1]) not in _OF_STEP:
            own = self.hung_on_step(tool[1])
            if own is not None:
                return own, None, ()
        return origin, abstract, tool

    def is_made_by_class(self, origin: Origin) -> bool:
        """Whether a value is what a class of the project makes, which is read where it does."""
        made_by = origin.site
        return made_by is not None and class_made(made_by, self.links) is not None

    def target(
        self, call: Call, abstract: AbstractValue, env: Environment, chain: Chain
    ) -> tuple[Body | None, Environment]:
        """The project's own function that is called, and what is known in it."""
        origin = call.origin
        if isinstance(abstract, Closure):
            return abstract.body, env
        if isinstance(abstract, Context):  # a tool, or a method of what the event holds
            return None, env
        if origin.function is not None:
            if _is_made_a_function(origin.function):
                call.takes_context = True  # `handler-called-directly` says what is wrong there
                return None, env
            return origin.function, env
        if origin.site is None:
            return None, env
        if not origin.attrs:
            # A function that a factory returned: `const save = makeSave(); save()`.
            returned = self.returned(origin.site)
            if returned is not None:
                return returned, self.made_with(origin.site, env, chain)
        # `(await loadRows(step)).map(…)` is a list's method, and no tool of what is made of `step`.
        is_list = call.site.method in FOR_EACH and self.made(origin.site, env, chain) is None
        if not (is_list and callee(origin.site, self.links).function is not None) and any(
            map(is_context, self.all_arguments(origin.site, env, chain))
        ):
            call.takes_context = True  # an object that holds the context
            return None, env
        method = of_made(origin if origin.attrs else origin.at(("__call__",)), self.links)
        if method is None:
            return None, env
        return method.target, self.made_with(origin.site, env, chain)

    def given_on(
        self, call: Call, abstracts: Sequence[AbstractValue], env: Environment, chain: Chain
    ) -> None:
        """Follow the functions that a call is given: whatever it calls may run them."""
        site, step, tool, certain = call.site, call.step, call.tool, call.certain
        if call.name in _LAZY and self.is_never_drawn(call):
            return
        sure = certain and not call.takes_context
        if tool == ("group", "sandbox"):
            abstracts = [_with_a_sandbox(each) for each in abstracts]
        for closure in closures(abstracts):
            around = closure.body.parent
            helper = around is None or around.kind != "function"
            way = (*chain, site) if helper and closure.body.owner is not site else closure.chain
            self.visit(closure.body, closure.env, step, way, sure)
        if tool[:1] == ("group",):  # `group.experiment("a", { variants: { b: () => … } })`
            self.written(inner_closures(abstracts), step, certain)
        for each in site.args:
            self.written(self.elements(each, site.body, env, chain), step, sure)
        if tool == ("group", "parallel"):
            self.written(self.listed(site, env, chain), step, certain)
        if abstracts and not call.takes_context and not tool:
            call.takes_context = any(
                self.carries(abstract)
                for abstract in abstracts
                if not self.is_written(abstract, site)
            )
        elif call.origin.kind in ("call", "value") and not call.origin.attrs:
            call.takes_context |= self.is_held(call.origin, env, chain)

    def is_never_drawn(self, call: Call) -> bool:
        """Whether nobody goes through what a lazy call gives, its helper's caller included."""
        if call.fate == "returned" and call.chain:
            self.reached.depends_on_handler()
            return fate(call.chain[-1]) == "dropped"
        return call.fate == "dropped"

    def written(self, found: Iterable[Closure], step: Step | None, certain: bool) -> None:
        """Follow functions that run in a step, or in none, from where they are written."""
        for closure in found:
            self.visit(closure.body, closure.env, step, closure.chain, certain)

    def hung_on_step(self, member: str) -> Origin | None:
        """What the function's file puts there: `step.log = …` is a function of its own."""
        self.reached.depends_on_handler()
        for body in self.function.outline.bodies:
            for mutation in body.mutations:
                if mutation.attrs[-1:] == (member,) and mutation.written is not None:
                    return value_of(body, mutation.written, self.links)
        return None

    def is_written(self, abstract: AbstractValue, site: CallSite) -> bool:
        """Whether it is a function written at this very call: what it does is seen there."""
        if not isinstance(abstract, Closure):
            return False
        return abstract.body.owner is site and holds(site, abstract.body)

    def each(
        self,
        call: Call,
        abstract: OneOf,
        given: list[AbstractValue],
        named: dict[str, AbstractValue],
        chain: Chain,
    ) -> None:
        """Follow each function that it may be."""
        for closure in closures([abstract]):
            call.target = call.target or closure.body
            parameters = bind_parameters(closure.body, given, named)
            below = {**closure.env, closure.body: parameters}
            way = (*chain, call.site) if closure.made else closure.chain
            self.visit(closure.body, below, call.step, way, call.certain)

    def bound(
        self,
        partial: Call,
        given: list[AbstractValue],
        named: dict[str, AbstractValue],
        env: Environment,
        chain: Chain,
    ) -> None:
        """`partial(ctx.step.run, "id", work)` is a step that starts when it is called."""
        site, tool = partial.site, given[0] if given else None
        if partial.origin.name not in PARTIAL or not isinstance(tool, Context) or len(given) < 2:
            return
        path = ("step", *tool.path[1:]) if tool.path[:1] == ("tools",) else tool.path
        if len(path) < 2 or path[0] != "step" or PROMISE in path:
            return
        origin = value_of(site.body, site.args[0], self.links)
        made = Call(
            self.function, site.without_first(), origin, partial.step, chain, path,
            takes_context=any(map(is_context, (*given[1:], *named.values()))),
            certain=partial.certain, in_failure_handler=self.reached.failure,
        )  # fmt: skip
        self.reached.found.append(made)
        self.step(made, given[1:], named, env, chain, partial.certain)

    def step(
        self, call: Call, given: list[AbstractValue], named: dict[str, AbstractValue],
        env: Environment, chain: Chain, certain: bool,
    ) -> None:  # fmt: skip
        site = call.site
        kind = ".".join(call.tool[1:] if call.tool[0] == "step" else call.tool)
        callbacks = list(closures([*given, *named.values()]))
        first = argument(site, 0, self.links, "step_id") if call.how.has_id else None
        if first is not None and first.is_object:
            first = first.entry("id") or first
        step = Step(call, spelled(kind), first, callbacks[0].body if callbacks else None)
        call.as_step = step
        if call.tool[0] == "group":
            step.callback = None  # it runs in no step
            self.given_on(call, [*given, *named.values()], env, chain)
            return
        if kind == "parallel":
            for each in site.args:
                self.written(self.elements(each, site.body, env, chain), call.step, certain)
            self.written(self.listed(site, env, chain), call.step, certain)
            return
        for closure in callbacks:
            way = closure.chain
            if not closure.body.is_local_to(site.body) and not closure.body.is_inside(site.body):
                way = (*way, site)
            self.visit(closure.body, closure.env, step, way, certain)


def _is_default_of_given(site: CallSite, body: Body, by: CallSite) -> bool:
    """`(at = new Date()) => …`: whether a call makes what is given in its place."""
    if site.start >= body.block.start:
        return False
    for index, name in enumerate(body.parameters):
        default = default_of(body, index)
        if default is not None and default.holds(site):
            given = by.kwargs.get(name) if name in by.kwargs else None
            if given is None and not any(each.kind == "spread" for each in by.args[: index + 1]):
                given = by.args[index] if index < len(by.args) else None
            return given is not None and given.text != "undefined"
    return False


def _is_helper(body: Body) -> bool:
    """Whether it is a function of a module, and not one that is written where it is given."""
    return body.owner is None and (body.parent is None or body.parent.kind == "module")


def _is_made_a_function(body: Body) -> bool:
    """Whether a decorator makes it an Inngest function, which nobody can call."""
    marks = map(body.outline.site, body.decorated_with)
    return any(mark is not None and mark.method == "create_function" for mark in marks)


def _is_kept_step(site: CallSite, origin: Origin) -> bool:
    """Whether it is called on a `step` that was kept elsewhere: `step = current_step.get()`."""
    if site.root != "step" or len(site.attrs) != 1 or origin.kind != "call" or not site.args:
        return False
    return spelled(site.attrs[0]) in _OF_STEP and site.args[0].kind in ("string", "template")


def _with_a_sandbox(abstract: AbstractValue) -> AbstractValue:
    """The function that `group.sandbox` calls: it is given one."""
    if not isinstance(abstract, Closure):
        return abstract
    env = {**abstract.env, abstract.body: (Context(("step", "sandbox")),)}
    return Closure(abstract.body, env, abstract.chain, abstract.made)
