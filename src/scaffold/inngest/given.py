"""What the expressions of a handler are to it: its context, functions, and what is made of them."""

from collections.abc import Iterator

from scaffold.code.attributes import Attributes
from scaffold.code.bindings import Origin, resolve_callee
from scaffold.code.choices import CHOICES, bare, operands
from scaffold.code.links import settle, value_of
from scaffold.code.outline import Binding, Body, CallSite
from scaffold.code.values import Value, kept
from scaffold.inngest.facts import Function
from scaffold.inngest.roles import (
    HOLDER,
    PROMISE,
    Closure,
    Context,
    Known,
    Parts,
    Role,
    Several,
    descend,
    fit,
    is_context,
    is_tool,
    several,
)
from scaffold.syntax.tree import Node

PARTIAL = frozenset({"functools.partial", "partial"})
COLLECTIONS = frozenset({"array", "list", "tuple", "list_comprehension", "generator_expression"})
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
_COLLECT = frozenset({"push", "append", "add", "unshift", "insert"})
_DEPTH = 4
_DEEPEST = 12
_MOST = 100_000
Chain = tuple[CallSite, ...]


class Given:
    """What expressions are, in the bodies that one handler reaches."""

    def __init__(self, function: Function, factories: dict[Body, tuple[Role, ...]]) -> None:
        self.function = function
        self.factories = factories  # what the project's calls of a factory give to it
        self.links = function.links
        self.depth = 0
        self.making: list[Body] = []  # the makers that are being read
        self.choosing: set[int] = set()  # the choices that are being read
        self.attributes = Attributes(self.links)
        self.read: dict[CallSite, tuple[Known, Chain, list[Role], dict[str, Role]]] = {}
        self.products: dict[tuple[CallSite, int, Chain], tuple[Known, Role]] = {}

    def elements(self, node: Node, site: CallSite, known: Known, chain: Chain) -> Iterator[Closure]:
        """The functions among the elements of an array."""
        for child in node.named_children:
            role = self.argument(bare(child), site.body, known, chain)
            if isinstance(role, Closure):
                yield role

    def listed(self, site: CallSite, known: Known, chain: Chain) -> Iterator[Closure]:
        """The functions in a list that `parallel(later)` or `parallel(tuple(later))` names."""
        for given in site.arguments[:1]:
            node = given
            inner = site.outline.site(node)
            if inner is not None and inner.root in ("tuple", "list") and inner.arguments:
                node = inner.arguments[0]
            binding = None
            if node.type == "identifier":
                binding = site.body.lookup(site.outline.text(node), node.start_byte)
            if binding is None or binding.kind != "value" or binding.value is None:
                continue
            if binding.value.type in COLLECTIONS:
                # What `append` puts there is read where that is called.
                for each in binding.value.named_children:
                    role = self.argument(bare(each), binding.body, known, chain)
                    if isinstance(role, Closure):
                        yield role

    def role(self, origin: Origin, known: Known, chain: Chain = ()) -> Role:
        """What a parameter, something read from one, or a choice of them is to this handler."""
        if origin.body is None:
            return None
        if origin.kind != "param":
            node = origin.node
            if origin.kind == "value" and node is not None and node.type in CHOICES:
                return descend(self.chosen(node, origin.body, known, chain), origin.attrs)
            return None
        roles = known.get(origin.body)
        if roles is None:
            if origin.body is not self.function.factory:
                return None
            roles = self.given_to_factory(origin.body)
        if origin.index >= len(roles):
            return None
        return descend(roles[origin.index], origin.attrs)

    def chosen(self, node: Node, body: Body, known: Known, chain: Chain) -> Role:
        """What `step or ctx.step` is: the part of the context in it, else any of its operands."""
        if node.id in self.choosing or len(self.choosing) > _DEPTH:  # `x = x or y`
            return None
        self.choosing.add(node.id)
        roles = [self.argument(each, body, known, chain) for each in operands(node)]
        self.choosing.discard(node.id)
        roles = [role for role in roles if not _is_event(role)]
        return next((role for role in roles if isinstance(role, Context)), several(roles))

    def given_to_factory(self, factory: Body) -> tuple[Role, ...]:
        """What the project's calls of the factory around a handler give to each parameter."""
        found = self.factories.get(factory)
        if found is None:
            self.factories[factory] = ()  # it may call itself
            calls = [
                fit(factory, *self.roles(site, {}, ())) for site in self.links.calls_of(factory)
            ]
            found = tuple(
                several([roles[index] for roles in calls if index < len(roles)])
                for index in range(len(factory.parameters))
            )
            self.factories[factory] = found
        return found

    def roles(
        self, site: CallSite, known: Known, chain: Chain
    ) -> tuple[list[Role], dict[str, Role]]:
        """What the arguments of a call are, by place and by name."""
        last = self.read.get(site)
        if last is not None and last[0] is known and last[1] is chain:
            return last[2], last[3]
        given = [self.argument(node, site.body, known, chain, site) for node in site.arguments]
        named: dict[str, Role] = {}
        for key, node in site.keywords.items():
            named[key] = self.argument(node, site.body, known, chain, site)
        self.read[site] = known, chain, given, named
        return given, named

    def argument(
        self, node: Node, body: Body, known: Known, chain: Chain,
        site: CallSite | None = None,
    ) -> Role:  # fmt: skip
        """What an argument is: part of the context, a function, an object with such parts."""
        kind = node.type
        if kind in _PLAIN:
            return None
        if kind in _FUNCTIONS:
            target = body.outline.body(node)
            return Closure(target, known, chain, bool(self.making)) if target else None
        if kind in ("object", "dictionary"):
            # What rules ask of the call later is read once.
            value = kept(site, node, self.links) if site else Value(node, body, self.links)
            return self.parts(value, known, chain)
        if kind == "spread_element" and node.named_children:
            return self.argument(node.named_children[0], body, known, chain)
        origin = value_of(body, node, self.links)
        if origin.kind in ("param", "value"):
            return self.role(origin, known, chain)
        if origin.kind == "function" and not origin.attrs and origin.target is not None:
            return Closure(origin.target, known, chain, bool(self.making))
        if origin.kind == "object" and origin.node is not None and origin.body is not None:
            if not origin.attrs and origin.outline is body.outline:
                return self.parts(Value(origin.node, origin.body, self.links), known, chain)
            return None
        if origin.kind == "call" and origin.site is not None:
            return descend(self.made(origin.site, known, chain), origin.attrs)
        return None

    def made(self, site: CallSite, known: Known, chain: Chain) -> Role:
        """What a call gives: a step's promise counts as context, `partial(f)` as `f`.

        An object or function that a helper makes of the context is read; what a class or another
        package makes of it, holds it.
        """
        key = (site, id(known), chain)
        found = self.products.get(key)
        if found is not None:
            return found[1]
        if self.depth > _DEEPEST:
            return None
        self.products[key] = known, None  # it may lead back here
        self.depth += 1
        role = self._made(site, known, chain)
        self.depth -= 1
        self.products[key] = known, role
        return role

    def _made(self, site: CallSite, known: Known, chain: Chain) -> Role:
        origin = settle(resolve_callee(site), self.links)
        if site.attrs[-1:] == ("bind",) and site.arguments:
            inner = resolve_callee(site)
            return self.role(inner.at(inner.attrs[:-1]), known, chain)
        role = self.role(origin, known, chain)
        if isinstance(role, Context) and role.path[:1] in (("step",), ("tools",), ("group",)):
            return None if self.is_result(site) else Context((*role.path, PROMISE))
        if origin.name in PARTIAL and site.arguments:
            bound = self.argument(site.arguments[0], site.body, known, chain)
            if not isinstance(bound, Context) or len(site.arguments) == 1:
                return bound
            return HOLDER  # the step is found where it is bound
        if not site.arguments and not site.keywords:
            return None
        if isinstance(role, Closure):
            return self._product(site, role.body, role.known, known, chain)
        if origin.kind == "function" and origin.target is not None and not origin.attrs:
            return self._product(site, origin.target, known, known, chain)
        named_as_class = (site.attrs[-1] if site.attrs else site.root or "")[:1].isupper()
        if site.is_new or named_as_class or (origin.kind == "class" and not origin.attrs):
            return HOLDER if any(map(is_context, self.all_roles(site, known, chain))) else None
        if self.is_result(site) or origin.kind == "function":
            return None
        return HOLDER if any(map(is_tool, self.all_roles(site, known, chain))) else None

    def all_roles(self, site: CallSite, known: Known, chain: Chain) -> list[Role]:
        """What the arguments of a call are, in no order."""
        given, named = self.roles(site, known, chain)
        return [*given, *named.values()]

    def _product(
        self, site: CallSite, maker: Body, around: Known, known: Known, chain: Chain
    ) -> Role:
        """What one of the project's functions returns, when it is given a part of the context."""
        if maker in self.making or len(self.making) > _DEPTH or len(self.products) > _MOST:
            return None
        given, named = self.roles(site, known, chain)
        if not any(map(is_context, (*given, *named.values()))):
            return None
        inside = {**around, maker: fit(maker, given, named)}
        found: Role = None
        self.making.append(maker)
        for node in maker.results():
            found = self.argument(bare(node), maker, inside, chain)
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

    def carries(self, role: Role) -> bool:
        """Whether whoever is given this may make a step with it."""
        if isinstance(role, Closure):
            if role.makes_steps is None:
                role.makes_steps = self._makes_steps(role)
            return role.makes_steps
        if isinstance(role, Parts):
            return role.holds or any(map(self.carries, role.entries.values()))
        if isinstance(role, Several):
            return any(map(self.carries, role.roles))
        return is_tool(role)

    def _makes_steps(self, closure: Closure) -> bool:
        """Whether a function calls a tool, or hands one on."""
        outline = closure.body.outline
        for body in outline.inside(closure.body):
            for site in body.calls:
                called = settle(resolve_callee(site), self.links)
                if is_tool(self.role(called, closure.known, closure.chain)):
                    return True
                if any(map(is_tool, self.all_roles(site, closure.known, closure.chain))):
                    return True
        return False

    def is_held(self, origin: Origin, known: Known, chain: Chain) -> bool:
        """Whether a function taken out of a list is one that makes steps: `steps.pop()()`."""
        listed: Node | None = None
        body: Body | None = None
        if origin.kind == "call" and origin.site is not None and origin.site.root is not None:
            taken = origin.site
            binding = None
            if len(taken.attrs) == 1:
                binding = taken.body.lookup(origin.site.root, taken.start)
        elif origin.kind == "value" and origin.binding is not None and not origin.attrs:
            listed, body = origin.node, origin.binding.body
            binding = None
            if listed is not None and listed.type == "identifier":
                binding = body.lookup(body.outline.text(listed), listed.start_byte)
        else:
            return False
        if binding is not None and binding.kind == "value":
            listed, body = binding.value, binding.body
            if any(self.carries(role) for role in self._collected(binding, known, chain)):
                return True
        if listed is None or body is None or listed.type not in COLLECTIONS:
            return False
        return any(
            self.carries(self.argument(bare(child), body, known, chain))
            for child in listed.named_children
        )

    def _collected(self, binding: Binding, known: Known, chain: Chain) -> Iterator[Role]:
        """What is put into a list later: `steps.push(() => step.run(…))`."""
        for used in binding.body.outline.references_to(binding):
            site = used.owner
            if used.use == "receiver" and site is not None and site.attrs[-1:] and (
                site.attrs[-1] in _COLLECT
            ):  # fmt: skip
                yield from self.all_roles(site, known, chain)

    def is_result(self, site: CallSite) -> bool:
        """Whether a step's call gives its result, which is data, and not a promise of it."""
        if self.function.language == "python" and not _is_async(site.body):
            return True
        return site.awaited

    def parts(self, value: Value, known: Known, chain: Chain) -> Role:
        """What an object is: its entries, or all of the context when it spreads that."""
        if self.depth > _DEEPEST:
            return None
        self.depth += 1
        entries: dict[str, Role] = {}
        for key, each in value.entries.items():
            inner = self.argument(each.node, each.body, known, chain)
            if inner is not None or self.making:  # what is known to hold nothing counts there
                entries[key] = inner
        self.depth -= 1
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

    def made_with(self, site: CallSite, known: Known, chain: Chain) -> Known:
        """What is known in a function that a factory returned: what the factory was given."""
        maker = settle(resolve_callee(site), self.links).target
        if maker is None:
            return known
        return {**known, maker: fit(maker, *self.roles(site, known, chain))}

    def returned(self, site: CallSite) -> Body | None:
        """The function that a call of one of the project's functions returns."""
        made_by = settle(resolve_callee(site), self.links)
        if made_by.kind != "function" or made_by.target is None or made_by.attrs:
            return None
        for node in made_by.target.results():
            origin = value_of(made_by.target, node, self.links)
            if origin.kind == "function" and not origin.attrs and origin.target is not None:
                return origin.target
        return None


def _is_event(role: Role) -> bool:
    """Whether it is data of the event, which a default may stand in for."""
    return isinstance(role, Context) and role.path[:1] in (("event",), ("events",))


def _is_async(body: Body) -> bool:
    at: Body | None = body
    while at is not None and at.kind == "function":
        if at.is_async:
            return True
        at = at.parent
    return False
