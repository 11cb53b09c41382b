"""Functions that are called from where they are put: lists, objects, classes that extend."""

from collections.abc import Iterator

from scaffold.code.attributes import is_abstract
from scaffold.code.bindings import Origin
from scaffold.code.expressions import Expr
from scaffold.code.fates import ADDING
from scaffold.code.links import callee, value_of
from scaffold.code.outline import Binding, Body, CallSite
from scaffold.code.uses import overrides
from scaffold.inngest.abstract_values import (
    AbstractValue,
    Closure,
    Environment,
    Parts,
    closures,
    one_of,
)
from scaffold.inngest.evaluation import Chain, Evaluation
from scaffold.inngest.facts import Call


class ListedFunctions(Evaluation):
    """What lists, objects and classes hold that a handler reaches: `[() => step.run(…), load]`."""

    def elements(self, expr: Expr, body: Body, env: Environment, chain: Chain) -> Iterator[Closure]:
        """The functions among the elements of an array, and what a comprehension makes."""
        held = _elements(expr)
        if held:  # most arguments are no list
            yield from closures(self.argument(each, body, env, chain) for each in held)

    def listed(self, site: CallSite, env: Environment, chain: Chain) -> Iterator[Closure]:
        """The functions in a list that `parallel(later)` or `parallel(tuple(later))` names."""
        for given in site.args[:1]:
            inner = site.outline.site(given)
            copies = inner is not None and inner.root in ("tuple", "list") and inner.args
            binding = site.outline.binding(copies[0] if copies else given)
            if binding is not None and binding.kind == "value" and binding.initial is not None:
                # What `append` puts there is read where that is called.
                yield from self.elements(binding.initial, binding.body, env, chain)

    def picked(self, origin: Origin, env: Environment, chain: Chain) -> AbstractValue:
        """What `handlers[kind]` is: any of the functions in an object that the source shows.

        So is what a function gives that picks one: `const run = handlerOf(kind)`.
        """
        maker = callee(origin.site, self.links).target if origin.site is not None else None
        if origin.kind == "call" and maker is not None:
            given = (value_of(maker, each, self.links) for each in maker.returned)
            found = (self.picked(each, env, chain) for each in given if each.kind == "value")
            return next((each for each in found if each is not None), None)
        expr, body = origin.expr, origin.body
        if expr is None or expr.kind != "index" or expr.inner is None or body is None:
            return None
        held = value_of(body, expr.inner, self.links)
        if held.kind != "object" or held.attrs or held.expr is None or held.outline is None:
            return None
        parts = self.argument(held.expr, held.body or held.outline.module, env, chain)
        if not isinstance(parts, Parts):
            return None
        key = (expr.index.string if expr.index is not None else None) or ""
        named = [parts.entries[key]] if key in parts.entries else parts.entries.values()
        return one_of(Closure(c.body, c.env, c.chain, made=True) for c in closures(named))

    def standing_for(
        self, call: Call, method: Body | None, env: Environment, chain: Chain
    ) -> list[Closure]:
        """What runs where a method without a body is called: those of the classes that extend."""
        owner = call.origin.target if call.origin.kind == "instance" else None
        if owner is not None and len(call.origin.attrs) == 1 and call.takes_context:
            declared = owner.bindings.get(call.origin.attrs[0])
            method = method or (declared.function if declared is not None else None)
        around = method.parent if method is not None else None
        if method is None or around is None or around.kind != "class" or not is_abstract(method):
            return []
        return [Closure(each, env, chain, made=True) for each in overrides(method, self.links)]

    def is_held(self, origin: Origin, env: Environment, chain: Chain) -> bool:
        """Whether a function taken out of a list is one that makes steps: `steps.pop()()`."""
        listed: Expr | None = None
        body = binding = None
        if origin.site is not None and origin.site.root is not None:
            taken = origin.site
            if len(taken.attrs) == 1:
                binding = taken.body.lookup(origin.site.root, taken.start)
        elif origin.kind == "value" and origin.binding is not None and not origin.attrs:
            listed, body = origin.expr, origin.binding.body
            binding = body.outline.binding(listed) if listed is not None else None
        if binding is not None and binding.kind == "value":
            listed, body = binding.initial, binding.body
            if any(self.carries(abstract) for abstract in self._collected(binding, env, chain)):
                return True
        held = _elements(listed) if listed is not None else ()
        return body is not None and any(
            self.carries(self.argument(each, body, env, chain)) for each in held
        )

    def _collected(
        self, binding: Binding, env: Environment, chain: Chain
    ) -> Iterator[AbstractValue]:
        """What is put into a list later: `steps.push(() => step.run(…))`."""
        for used in binding.body.outline.references_to(binding):
            site = used.owner
            if used.use == "receiver" and site is not None and site.method in ADDING:
                yield from self.all_arguments(site, env, chain)


def _elements(expr: Expr) -> tuple[Expr, ...]:
    """What a list holds: what it is written with, or what a comprehension puts in."""
    return (expr.gathered,) if expr.gathered is not None else expr.elements
