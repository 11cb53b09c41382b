"""Evaluate the expressions of a handler: its context, functions, and what is made of them."""

from scaffold.code.attributes import (
    Attributes,
    class_made,
    declared_class,
    keeps_functions,
    of_declared,
    of_made,
)
from scaffold.code.bindings import Origin, default_of, resolve_callee
from scaffold.code.expressions import Expr
from scaffold.code.links import callee, value_of
from scaffold.code.outline import Body, CallSite
from scaffold.code.uses import decorated_by
from scaffold.code.values import Value, kept
from scaffold.inngest.abstract_values import (
    HOLDERS,
    OPAQUE,
    PROMISE,
    AbstractValue,
    Closure,
    Context,
    Environment,
    Instance,
    OneOf,
    Opaque,
    Parts,
    bind_parameters,
    is_async_inside,
    is_context,
    is_event,
    is_tool,
    one_of,
    read_from,
)
from scaffold.inngest.facts import Function
from scaffold.inngest.sdk_names import ambient_tool
from scaffold.inngest.sdk_surface import tool_at

PARTIAL = frozenset({"functools.partial", "partial"})
_PLAIN = frozenset({"string", "number", "template", "boolean"})
_DEPTH = 4
_DEEPEST = 12
_MOST = 100_000
Chain = tuple[CallSite, ...]


class Evaluation:
    """What expressions stand for, in the functions that one handler reaches."""

    def __init__(
        self, function: Function, factories: dict[Body, tuple[AbstractValue, ...]]
    ) -> None:
        self.function = function
        self.factories = factories  # what the project's calls of a factory give to it
        self.links = function.links
        self.depth = 0
        self.making: list[Body] = []  # the makers that are being read
        self.choosing: set[Expr] = set()  # the choices that are being read
        self.attributes = Attributes(self.links)
        self.read: dict[
            CallSite, tuple[Environment, Chain, list[AbstractValue], dict[str, AbstractValue]]
        ] = {}
        self.products: dict[tuple[CallSite, int, Chain], tuple[Environment, AbstractValue]] = {}

    def abstract(self, origin: Origin, env: Environment, chain: Chain = ()) -> AbstractValue:
        """What a parameter, something read from one, or a choice of them is to this handler."""
        if origin.body is None:
            return None
        if origin.kind != "param":
            expr = origin.expr
            if origin.kind == "value" and expr is not None and expr.kind == "choice":
                return read_from(self.chosen(expr, origin.body, env, chain), origin.attrs)
            return self.taken(origin, env, chain)
        abstracts = env.get(origin.body)
        if abstracts is None:
            if origin.body is not self.function.factory:
                return None
            abstracts = self.given_to_factory(origin.body)
        if origin.index >= len(abstracts):
            return read_from(self.default(origin.body, origin.index), origin.attrs)
        return read_from(abstracts[origin.index], origin.attrs)

    def taken(self, origin: Origin, env: Environment, chain: Chain) -> AbstractValue:
        """What is taken out of Python's `*args` or `**kwargs`: `args[0]`, `kwargs["step"]`."""
        expr = origin.expr if origin.kind == "value" else None
        index = expr.index if expr is not None else None
        if index is None or expr is None or expr.inner is None or origin.body is None:
            return None
        held = self.abstract(value_of(origin.body, expr.inner, self.links), env, chain)
        key = index.string if index.string is not None else index.text
        return read_from(held, (key, *origin.attrs)) if isinstance(held, Parts) else None

    def default(self, body: Body, index: int) -> AbstractValue:
        """What a parameter is that is given nothing: `(send = mail) => …`."""
        expr = default_of(body, index)
        return self.argument(expr, body, {}, ()) if expr is not None else None

    def chosen(self, expr: Expr, body: Body, env: Environment, chain: Chain) -> AbstractValue:
        """What `step or ctx.step` is: the part of the context in it, else any of its operands."""
        if expr in self.choosing or len(self.choosing) > _DEPTH:  # `x = x or y`
            return None
        self.choosing.add(expr)
        abstracts = [self.argument(each, body, env, chain) for each in expr.choices]
        self.choosing.discard(expr)
        abstracts = [abstract for abstract in abstracts if not is_event(abstract)]
        return next(
            (abstract for abstract in abstracts if isinstance(abstract, Context)), one_of(abstracts)
        )

    def given_to_factory(self, factory: Body) -> tuple[AbstractValue, ...]:
        """What the project's calls of the factory around a handler give to each parameter."""
        found = self.factories.get(factory)
        if found is None:
            self.factories[factory] = ()  # it may call itself
            calls = [
                bind_parameters(factory, *self.abstract_arguments(site, {}, ()))
                for site in self.links.calls_of(factory)
            ]
            calls += [(Closure(each, {}, ()),) for each in decorated_by(factory, self.links)]
            defaults = [self.default(factory, index) for index in range(len(factory.parameters))]
            found = tuple(
                one_of([each[index] if index < len(each) else default for each in calls])
                for index, default in enumerate(defaults)
            )
            self.factories[factory] = found
        return found

    def abstract_arguments(
        self, site: CallSite, env: Environment, chain: Chain
    ) -> tuple[list[AbstractValue], dict[str, AbstractValue]]:
        """What the arguments of a call are, by place and by name."""
        last = self.read.get(site)
        if last is not None and last[0] is env and last[1] is chain:
            return last[2], last[3]
        # `rows, found = repair(rows)`: an argument may lead back here.
        self.read[site] = env, chain, [None] * len(site.arguments), {}
        given = [self.argument(each, site.body, env, chain, site) for each in site.args]
        named: dict[str, AbstractValue] = {}
        for key, each in site.kwargs.items():
            named[key] = self.argument(each, site.body, env, chain, site)
        self.read[site] = env, chain, given, named
        return given, named

    def argument(
        self, expr: Expr, body: Body, env: Environment, chain: Chain,
        site: CallSite | None = None,
    ) -> AbstractValue:  # fmt: skip
        """What an argument is: part of the context, a function, an object with such parts."""
        if expr.kind in _PLAIN:
            return None
        if expr.kind == "function":
            target = body.outline.body(expr)
            return Closure(target, env, chain, bool(self.making)) if target else None
        if expr.kind == "object":
            # What rules ask of the call later is read once.
            value = kept(site, expr, self.links) if site else Value(expr, body, self.links)
            return self.parts(value, env, chain)
        if expr.kind == "spread" and expr.inner is not None:
            return self.argument(expr.inner, body, env, chain)
        origin = value_of(body, expr, self.links)
        if origin.kind == "import":
            ambient = ambient_tool(origin)
            return Context(ambient) if ambient else None
        if origin.kind in ("param", "value"):
            abstract = self.abstract(origin, env, chain)
            if isinstance(abstract, Instance):
                return self.bound_method(abstract.origin, env, chain) or abstract
            return abstract or self.object(origin, env, chain)
        if origin.function is not None:
            return Closure(origin.function, env, chain, bool(self.making))
        if origin.kind == "object" and origin.expr is not None and origin.body is not None:
            if not origin.attrs and origin.outline is body.outline:
                return self.parts(Value(origin.expr, origin.body, self.links), env, chain)
            return None
        if origin.site is not None:
            made = read_from(self.made(origin.site, env, chain), origin.attrs)
            return made or self.object(origin, env, chain)
        return self.object(origin, env, chain) if origin.kind == "self" else None

    def object(self, origin: Origin, env: Environment, chain: Chain) -> AbstractValue:
        """What is no part of the context: a method of an object of a known class, or the object."""
        method = self.bound_method(origin, env, chain)
        if method is not None:
            return method
        if origin.kind == "self" and origin.body is not None:
            return Instance(Origin("instance", origin.attrs, target=origin.body))
        if origin.site is not None:
            return Instance(origin) if not origin.attrs and self._makes(origin.site) else None
        binding = origin.binding
        if binding is None or binding.path or origin.attrs:
            return None
        declared = declared_class(binding, self.links)
        return Instance(Origin("instance", target=declared)) if declared is not None else None

    def _makes(self, site: CallSite) -> bool:
        """Whether a call makes an object whose methods the source shows."""
        return class_made(site, self.links) is not None or keeps_functions(site, self.links)

    def bound_method(self, origin: Origin, env: Environment, chain: Chain) -> AbstractValue:
        """`mailer.send`, given to a step: a method of an object whose class is known."""
        origin = self.attributes.behind(origin)
        found = of_declared(origin, self.links)
        if found is None and origin.attrs and origin.site is not None:
            holds_context = any(map(is_context, self.all_arguments(origin.site, env, chain)))
            if not holds_context:
                found = of_made(origin, self.links)
        target = found.target if found is not None else None
        return Closure(target, env, chain, bool(self.making)) if target is not None else None

    def made(self, site: CallSite, env: Environment, chain: Chain) -> AbstractValue:
        """What a call gives: a step's promise counts as context, `partial(f)` as `f`.

        An object or function that a helper makes of the context is read; what a class or another
        package makes of it, holds it.
        """
        key = (site, id(env), chain)
        found = self.products.get(key)
        if found is not None:
            return found[1]
        if self.depth > _DEEPEST:
            return None
        self.products[key] = env, None  # it may lead back here
        self.depth += 1
        abstract = self._made(site, env, chain)
        self.depth -= 1
        self.products[key] = env, abstract
        return abstract

    def _made(self, site: CallSite, env: Environment, chain: Chain) -> AbstractValue:
        origin = callee(site, self.links)
        if site.attrs[-1:] == ("bind",) and site.arguments:
            inner = resolve_callee(site)
            return self.abstract(inner.at(inner.attrs[:-1]), env, chain)
        abstract = self.abstract(origin, env, chain)
        if site.method == "get" and site.args and site.args[0].string is not None:
            held = self.abstract(origin.at(origin.attrs[:-1]), env, chain)
            if isinstance(held, Parts):  # `kwargs.get("step")`
                return held.entries.get(site.args[0].string)
        if abstract is None and origin.site is not None:
            abstract = read_from(self.made(origin.site, env, chain), origin.attrs)
            if isinstance(abstract, Opaque):
                return None if self.is_result(site) else OPAQUE
        if isinstance(abstract, Context) and abstract.path and abstract.path[0] in HOLDERS:
            return self._given_by(abstract.path, site)
        if origin.name in PARTIAL and site.arguments:
            bound = self.argument(site.args[0], site.body, env, chain)
            if not isinstance(bound, Context) or len(site.arguments) == 1:
                return bound
            return OPAQUE  # the step is found where it is bound
        if not site.arguments and not site.keywords:
            return None
        if isinstance(abstract, Closure):
            return self._product(site, abstract.body, abstract.env, env, chain)
        if origin.function is not None:
            return self._product(site, origin.function, env, env, chain)
        if site.is_new or site.last_word[:1].isupper() or origin.klass is not None:
            return OPAQUE if any(map(is_context, self.all_arguments(site, env, chain))) else None
        if self.is_result(site) or origin.kind == "function":
            return None
        return OPAQUE if any(map(is_tool, self.all_arguments(site, env, chain))) else None

    def _given_by(self, tool: tuple[str, ...], site: CallSite) -> AbstractValue:
        """What a call of a tool gives: a promise of its result, or what has tools of its own."""
        how = tool_at(tool)
        if self.is_result(site):
            return Context(how.gives) if how.gives else None
        return Context((*tool, PROMISE)) if how.awaited else None

    def all_arguments(self, site: CallSite, env: Environment, chain: Chain) -> list[AbstractValue]:
        """What the arguments of a call are, in no order."""
        given, named = self.abstract_arguments(site, env, chain)
        return [*given, *named.values()]

    def _product(
        self, site: CallSite, maker: Body, around: Environment, env: Environment, chain: Chain
    ) -> AbstractValue:
        """What one of the project's functions returns, when it is given a part of the context."""
        if maker in self.making or len(self.making) > _DEPTH or len(self.products) > _MOST:
            return None
        given, named = self.abstract_arguments(site, env, chain)
        if not any(is_context(each) or self.carries(each) for each in (*given, *named.values())):
            return None
        inside = {**around, maker: bind_parameters(maker, given, named)}
        found: AbstractValue = None
        self.making.append(maker)
        for each in maker.returned:
            found = self.argument(each, maker, inside, chain)
            if found is not None:
                break
        self.making.pop()
        if isinstance(found, Context) and PROMISE in found.path and self.is_result(site):
            return None
        if isinstance(found, Parts):
            return Parts(found.entries, self.carries(found))
        if isinstance(found, Closure) and not self.carries(found):
            return None
        return found

    def carries(self, abstract: AbstractValue) -> bool:
        """Whether whoever is given this may make a step with it."""
        if isinstance(abstract, Closure):
            if abstract.makes_steps is None:
                abstract.makes_steps = False  # it may call itself
                abstract.makes_steps = self._makes_steps(abstract)
            return abstract.makes_steps
        if isinstance(abstract, Parts):
            return abstract.holds or any(map(self.carries, abstract.entries.values()))
        if isinstance(abstract, OneOf):
            return any(map(self.carries, abstract.values))
        return is_tool(abstract)

    def _makes_steps(self, closure: Closure) -> bool:
        """Whether a function calls a tool, or hands one on."""
        env, chain = closure.env, closure.chain
        for body in closure.body.outline.inside(closure.body):
            for site in body.calls:
                called = self.abstract(callee(site, self.links), env, chain)
                if any(map(self.carries, (called, *self.all_arguments(site, env, chain)))):
                    return True
        return False

    def is_result(self, site: CallSite) -> bool:
        """Whether a step's call gives its result, which is data, and not a promise of it."""
        if self.function.language == "python" and not is_async_inside(site.body):
            return True
        return site.awaited

    def parts(self, value: Value, env: Environment, chain: Chain) -> AbstractValue:
        """What an object is: its entries, or all of the context when it spreads that."""
        if self.depth > _DEEPEST:
            return None
        self.depth += 1
        entries: dict[str, AbstractValue] = {}
        for key, each in value.entries.items():
            is_object = each.expr.kind == "object"  # which rules read as well, and so is kept
            inner = (
                self.parts(each, env, chain)
                if is_object
                else self.argument(each.expr, each.body, env, chain)
            )
            if inner is not None or self.making:  # what is known to hold nothing counts there
                entries[key] = inner
        inner_ones = [each.value for each in value.expr.entries if each.kind == "spread"]
        spreads = [self.argument(each, value.body, env, chain) for each in inner_ones]
        self.depth -= 1
        for spread in spreads:
            if isinstance(spread, Context) and not spread.path:
                return spread
        return Parts(entries) if entries else None

    def made_with(self, site: CallSite, env: Environment, chain: Chain) -> Environment:
        """What is env in a function that a factory returned: what the factory was given."""
        maker = callee(site, self.links).target
        if maker is None:
            return env
        return {**env, maker: bind_parameters(maker, *self.abstract_arguments(site, env, chain))}

    def returned(self, site: CallSite) -> Body | None:
        """The function that a call of one of the project's functions returns."""
        maker = callee(site, self.links).function
        given = (value_of(maker, each, self.links) for each in maker.returned) if maker else ()
        return next((each.function for each in given if each.function is not None), None)
