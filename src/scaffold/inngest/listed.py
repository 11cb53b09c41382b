"""The functions that a list gives to `serve()`, followed through whatever makes the list."""

from collections.abc import Iterator
from typing import NamedTuple

from scaffold.code.attributes import method_called
from scaffold.code.bindings import Origin, is_reassigned, resolve, resolve_binding
from scaffold.code.expressions import Expr
from scaffold.code.fates import ADDING
from scaffold.code.links import Links, settle, value_of
from scaffold.code.outline import Binding, Body, CallSite
from scaffold.code.values import Value, argument
from scaffold.syntax.regexes import regex

_DEPTH = 8
# What gives the functions of the list it is called on, or of the one it is given.
_PASSING_ON = frozenset(
    {"concat", "copy", "filter", "flat", "reverse", "slice", "sort", "toReversed", "toSorted",
     "toArray"}
)  # fmt: skip
_ADDING = ADDING | {"extend", "splice"}
_MAPPING = frozenset({"map", "flatMap"})
_WALKING = _MAPPING | {"forEach"}
_COPYING = frozenset(
    {"Array.from", "Object.freeze", "Promise.all", "Set", "list", "reversed", "set",
     "sorted", "tuple"}
)  # fmt: skip
_MAKES = regex(r"\bcreate_function\b")
_MEMBERS = frozenset({"Object.values", "Object.entries"})


class Unknown(NamedTuple):
    """A part of a list that the source does not tell the functions of."""

    path: str
    line: int
    text: str


class Listed:
    """What a list holds: functions by the call that makes them, or by the one that is decorated.

    `unknown` are its parts that may hold any function. What such a part mentions counts as held;
    `maybe` is what is made in there once somebody calls that.
    """

    def __init__(self, links: Links) -> None:
        self._links = links
        self._seen: set[tuple[Expr, tuple[str, ...]]] = set()
        self.sites: set[CallSite] = set()
        self.bodies: set[Body] = set()
        self.maybe: set[CallSite] = set()
        self.unknown: list[Unknown] = []

    def read(self, value: Value, depth: int = 0) -> None:
        """Read what a list holds."""
        resolved = value.resolved
        expr = resolved.expr
        if depth > _DEPTH or (expr, ("list",)) in self._seen:
            return
        self._seen.add((expr, ("list",)))
        self._added(value)
        if value.is_array:
            self._declared_with(value, depth)
            for element in expr.elements:
                if element.kind == "spread" and element.inner is not None:
                    self.read(resolved.at(element.inner), depth + 1)
                else:
                    self.one(resolved.at(element), depth + 1)
        elif expr.kind == "choice":
            for each in expr.choices:
                self.read(resolved.at(each), depth + 1)
        elif expr.kind == "binary" and expr.operator == "+":
            for side in (expr.left, expr.right):
                if side is not None:
                    self.read(resolved.at(side), depth + 1)
        elif expr.kind == "call":
            self._call(resolved, depth)
        elif expr.kind == "comprehension" and expr.gathered is not None:
            self._mentioned(resolved)
            self._of_each([resolved.at(expr.gathered)], resolved, depth)
        elif given := self._given(value):
            for one in given:
                self.read(one, depth + 1)
        elif not self._declared_with(value, depth):
            self._not_told(resolved)

    def options(self, value: Value) -> None:
        """Read the functions of options for `serve()`, also those that a call is given or gives."""
        stated = value.entry("functions")
        site = value.site
        for each in site.args if stated is None and site is not None else ():
            inner = Value(each, value.body, self._links)
            stated = stated or (inner.entry("functions") if inner.is_object else None)
        self._added(value, "functions")
        given = [] if stated is not None else self._given(value) or self._parts(value, ())
        if given and all(each.is_object for each in given):
            for options in given:
                self.read(options.entry("functions") or options)
        else:
            self.read(stated or value)

    def _given(self, value: Value) -> list[Value]:
        """What is taken out of what a call of the project gives, or of what it promises.

        `const { functions } = await load()`, `load().then(({ functions }) => …)`
        """
        origin = value.origin
        given = origin.site.expr if origin.site is not None and origin.attrs else None
        body = origin.site.body if origin.site is not None else None
        taker = origin.body.owner if origin.kind == "param" and origin.body is not None else None
        if taker is not None and taker.method == "then" and taker.called is not None:
            is_first = origin.index == 0 and origin.body is taker.outline.body(taker.args[0])
            given, body = (taker.called.inner if is_first else None), taker.body
        if given is None or body is None:
            return []
        return self._parts(Value(given, body, self._links), origin.attrs)

    def _parts(self, value: Value, path: tuple[str, ...], depth: int = 0) -> list[Value]:
        """What stands under a path in an object, or in each one that a function returns."""
        inner = value.entry(path[0]) if path and value.is_object else None
        if inner is not None:
            self._added(value, path[0])
            return self._parts(inner, path[1:], depth)
        maker = method_called(value.site, self._links).function if value.site is not None else None
        results = [each for each in maker.returned if each.kind != "null"] if maker else []
        if depth > _DEPTH or maker is None or not results:
            return [] if path else [value]
        made = [self._parts(Value(one, maker, self._links), path, depth + 1) for one in results]
        return [each for one in made for each in one] if all(made) else []

    def one(self, value: Value, depth: int = 0) -> None:
        """Read one entry of a list."""
        for each in value.choices:
            if each.is_array and depth <= _DEPTH:  # `[[a, b]].flat()`, `new Map([["a", a]])`
                self.read(each, depth + 1)
                continue
            self._mentioned(each)
            self._made(each.origin, depth)

    def _call(self, value: Value, depth: int) -> None:
        expr = value.expr
        site = value.outline.site(expr)
        called = expr.callee
        if site is None or called is None:
            self._not_told(value)
            return
        origin = method_called(site, self._links)
        arguments = [value.at(each) for each in expr.arguments]
        if origin.name in _COPYING and arguments:
            self.read(arguments[0], depth + 1)
        elif origin.name == "map" and len(arguments) > 1:
            self._mapped(value, arguments[:1])
        elif origin.name in _MEMBERS and arguments:
            self._members(arguments[0], depth + 1)
        elif called.kind == "member" and called.name == "values" and called.inner is not None:
            self._members(value.at(called.inner), depth + 1)
        elif called.kind == "member" and called.name in _PASSING_ON and called.inner is not None:
            self.read(value.at(called.inner), depth + 1)
            for each in arguments if called.name == "concat" else ():
                is_list = each.is_array or each.resolved.expr.kind in ("call", "choice")
                is_list = is_list and not self._makes(each, depth)
                (self.read if is_list else self.one)(each, depth + 1)
        elif called.kind == "member" and called.name in _MAPPING and called.inner is not None:
            self.read(value.at(called.inner), depth + 1)
            self._mapped(value, arguments)
        elif origin.function is not None:
            for given in origin.function.returned:
                self.read(Value(given, origin.function, self._links), depth + 1)
        else:
            self._not_told(value)

    def _mapped(self, value: Value, given: list[Value]) -> None:
        """Read what a list is mapped to: known where each result goes on with its element."""
        function = given[0].function if given else None
        self._mentioned(value)
        results = function.returned if function is not None else ()
        if not results or not all(_goes_on(each) for each in results):
            made = [Value(each, function, self._links) for each in results] if function else []
            self._of_each(made, value, 0)

    def _of_each(self, made: list[Value], value: Value, depth: int) -> None:
        """Read what a function of the project makes for each element of a list."""
        if made and all(self._makes(each, depth) for each in made):
            for each in made:
                self.one(each, depth + 1)
        else:
            self.unknown.append(Unknown(value.outline.path, value.expr.line, value.text))

    def _makes(self, value: Value, depth: int) -> bool:
        """Whether a value is a function that is made there, or by one of the project's own."""
        if value.is_array:
            return all(self._makes(each, depth) for each in value.elements)
        site = value.site
        if site is None:
            made = value.function
            return made is not None and any(
                _MAKES.search(made.outline.text(each)) for each in made.decorators
            )
        if site.attrs[-1:] == ("createFunction",):
            return True
        body = method_called(site, self._links).function
        results = body.returned if body is not None and depth <= _DEPTH else ()
        return bool(results) and all(
            self._makes(Value(each, body, self._links), depth + 1) for each in results if body
        )

    def _members(self, value: Value, depth: int) -> None:
        """Read each member of an object, as `Object.values(…)` gives them."""
        resolved = value.resolved
        site = value.site
        maker = method_called(site, self._links).function if site is not None else None
        if resolved.is_object and not resolved.has_unknown_entries:
            self._added(value)
            for each in resolved.entries.values():
                self.one(each, depth + 1)
        elif maker is not None:
            for given in maker.returned:
                self._members(Value(given, maker, self._links), depth + 1)
        else:
            self._not_told(value)

    def _made(self, origin: Origin, depth: int) -> None:
        """Note the functions that a value may be, also one that a function of the project made."""
        if depth > _DEPTH:
            return
        if origin.kind == "function" and origin.target is not None:
            self.bodies.add(origin.target)
        if origin.site is None:
            return
        site: CallSite | None = origin.site
        while site is not None:
            self.sites.add(site)
            site = site.receiver
        maker = method_called(origin.site, self._links).function
        for each in maker.returned if maker is not None else ():
            key = each, origin.attrs
            if maker is not None and key not in self._seen:
                self._seen.add(key)
                self._made(value_of(maker, each, self._links, origin.attrs), depth + 1)

    def _added(self, value: Value, *path: str) -> None:
        """Read what is put into a list later, here or elsewhere: `functions.push(one)`."""
        for binding in self._names(value.origin.binding):
            outline = binding.outline
            read = [each for each in outline.references_to(binding) if each.use == "receiver"]
            named = [each.owner for each in read if each.owner and each.owner.attrs[:-1] == path]
            if binding.body.kind == "class":  # `this.all.push(one)`
                calls = (site for body in outline.inside(binding.body) for site in body.calls)
                named += [each for each in calls if each.attrs[-2:-1] == (binding.name,)]
            for site in named:
                for given in site.args if site.method in _ADDING else ():
                    is_list = site.method == "extend" or given.kind == "spread"
                    self._added_one(Value(given, site.body, self._links), is_list)
            for used in outline.references_to(binding):
                if used.use == "argument" and used.index == 0 and used.owner is not None:
                    self._assigned(used.owner, (*used.path, *path))
            for put in outline.mutations_of(binding):
                written, is_more = put.written or put.expr.right, put.attrs or put.written is None
                if written is not None and is_more and path in (put.attrs, put.attrs[:-1]):
                    self._added_one(Value(written, put.body, self._links), put.attrs == path)

    def _assigned(self, site: CallSite, path: tuple[str, ...]) -> None:
        """Read what `Object.assign(all, { one })` puts into an object of functions."""
        for given in site.args[1:] if site.spelled == "Object.assign" else ():
            more = Value(given, site.body, self._links)
            stated = more.entry(path[0]) if path else None
            if stated is not None:
                self.read(stated)
            elif not path:
                self._members(more, 0)

    def _names(self, binding: Binding | None) -> Iterator[Binding]:
        """A name of a list, those that other files import it under, and that of a parameter."""
        if binding is None:
            return
        yield binding
        for used in binding.outline.references_to(binding):
            if used.use == "argument" and used.owner is not None and not used.path:
                taker = method_called(used.owner, self._links).function
                for each in taker.declared() if taker is not None else ():
                    if each.kind == "param" and each.index == used.index and not each.path:
                        yield each
        is_shared = binding.body is binding.outline.module
        for other in self._links.naming(binding.name, binding.outline) if is_shared else ():
            for each in other.module.bindings.values():
                is_it = each.kind == "import" and each.imported == binding.name
                if is_it and settle(resolve_binding(each), self._links).binding is binding:
                    yield each

    def _added_one(self, value: Value, is_list: bool) -> None:
        """Read what is put into a list: that of a loop or a parameter may be any of several."""
        if is_list:
            inner = value.expr.inner if value.expr.kind == "spread" else None
            self.read(value.at(inner) if inner is not None else value)
            return
        self.one(value)
        binding = value.outline.binding(value.expr) if value.expr.kind == "name" else None
        if binding is not None and binding.kind == "param" and (value.expr, ()) not in self._seen:
            self._seen.add((value.expr, ()))
            place, lists = binding.index or 0, [*self._walked(binding.body)]
            given = [
                argument(at, place, self._links, binding.name)
                for at in self._links.calls_of(binding.body)
            ]
            for each in given or [None] * (not lists):
                self._added_one(each, False) if each is not None else self._not_told(value)
            for each in lists:
                self.read(each)
        elif binding is not None and binding.kind == "loop" and binding.initial is not None:
            self.read(Value(binding.initial, binding.body, self._links))

    def _walked(self, function: Body) -> Iterator[Value]:
        """The lists that a function is called for each entry of: `[one, two].forEach(add)`."""
        name = function.name or ""
        takers = [function.owner] if function.use == "argument" else []
        for outline in self._links.naming(name, function.outline):
            for each in outline.references.get(name, ()):
                is_it = each.use == "argument" and not each.path
                if is_it and Value(each.whole, each.body, self._links).function is function:
                    takers.append(each.owner)
        for site in takers:
            inner = site.called.inner if site is not None and site.called is not None else None
            if site is not None and inner is not None and site.method in _WALKING:
                yield Value(inner, site.body, self._links)

    def _declared_with(self, value: Value, depth: int) -> bool:
        """Read each list that a name may hold: the one it is declared with, and later ones."""
        binding = value.origin.binding
        if binding is None or value.origin.attrs or binding.kind != "value":
            return False
        if binding.initial is not None and is_reassigned(binding):
            self.read(Value(binding.initial, binding.body, self._links), depth + 1)
        writes = [each for each in binding.outline.mutations_of(binding) if not each.attrs]
        for each in writes:
            if each.written is not None:
                self.read(Value(each.written, each.body, self._links), depth + 1)
        return bool(writes) and all(each.written is not None for each in writes)

    def _not_told(self, value: Value) -> None:
        self._mentioned(value)
        self.unknown.append(Unknown(value.outline.path, value.expr.line, value.text))

    def _mentioned(self, value: Value) -> None:
        """Note all that stands in an expression: a function given to a wrapper is served too."""
        for site in value.sites():
            is_inside = site.body.kind == "function" and site.body.start >= value.start
            (self.maybe if is_inside else self.sites).add(site)
        for each in value.references():
            found = resolve(each.body, each.name, each.path, at=each.start)
            self._made(settle(found, self._links), 0)


def _goes_on(result: Expr) -> bool:
    """Whether a function gives back what it is given, or a part of that: `(f) => f.inngest`."""
    return result.kind in ("name", "member")
