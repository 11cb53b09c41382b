"""What objects of the project's own classes keep under their names, by value or by type."""

import re

from scaffold.code.bindings import Origin, resolve_expr
from scaffold.code.expressions import Expr
from scaffold.code.inheritance import member, with_bases
from scaffold.code.links import Links, callee, dotted_value, kept_as, settle, value_of
from scaffold.code.outline import Binding, Body, CallSite
from scaffold.code.types import declared_as, returned_type
from scaffold.syntax.regexes import regex
from scaffold.syntax.tree import Node

_DEPTH = 4
_CHAIN = 12  # calls of one chain that all give the same object
_OWN = ("self", "this")
_CONTAINED = (("get",), ("resolve",))  # `app.get(Mailer)` gives an object of the class
# `Mailer`, `Mailer | None`, `"Mailer"`, `Annotated[Mailer, Depends(mailer)]`, `Store<Order>`
_TYPE = regex(
    r"""["']?(?:(?:typing\.|t\.)?(?:Annotated|Optional)\[)?(?P<name>[A-Za-z_$][\w$.]*)"""
    r"""(?:<[^|&]*>|\[[^|&\]]+\])?(?:,[^|&]*)?\]?(?:\s*\|\s*(?:None|null|undefined))*["']?\s*"""
)


class Attributes:
    """The attributes that one handler asked for, each looked up once."""

    def __init__(self, links: Links) -> None:
        self._links = links
        self._known: dict[tuple[Body, str], Origin | None] = {}

    def behind(self, origin: Origin) -> Origin:
        """Return what an attribute is: `self.mailer`, `shop.mailer`; else the origin itself."""
        for _ in range(_DEPTH):
            if origin.kind == "function" and origin.attrs and origin.target is not None:
                given = _got(origin.target, self._links)
                if given is None:
                    break
                origin = given.at((*given.attrs, *origin.attrs))
            owner = origin.body if origin.kind == "self" else None
            if origin.kind == "instance":
                owner = origin.target
            if origin.site is not None:
                owner = class_made(origin.site, self._links)
                given = self._given_by(origin) if owner is None else None
                if given is not None:
                    origin = given
                    continue
            if origin.kind in ("param", "value") and origin.binding is not None:
                owner = declared_class(origin.binding, self._links)
            if owner is None or len(origin.attrs) < 2:
                break
            key = owner, origin.attrs[0]
            if key not in self._known:
                every = with_bases(owner, self._links)
                kept = (_attribute(each, origin.attrs[0], self._links) for each in every)
                self._known[key] = next(filter(None, kept), None)
            held = self._known[key]
            if held is None:
                break
            origin = held.at((*held.attrs, *origin.attrs[1:]))
        return origin

    def _given_by(self, origin: Origin) -> Origin | None:
        """What one of the project's functions keeps in the object that it returns."""
        written = _written_by(origin.site, self._links) if origin.site is not None else None
        if written is None or written[1].kind != "object" or len(origin.attrs) < 2:
            return None
        found = value_of(*written, self._links, origin.attrs)
        return found if found.kind in ("call", "instance") and found.attrs else None


def method_called(site: CallSite, links: Links) -> Origin:
    """Return what a call calls, the method of an object whose class is declared too."""
    origin = callee(site, links)
    if origin.kind not in ("self", "param", "call") or not origin.attrs:
        return origin
    behind = Attributes(links).behind(origin)
    return of_made(behind, links) or of_declared(behind, links) or origin


def of_made(origin: Origin, links: Links) -> Origin | None:
    """Return the method that is read from what is made: `new Mailer().send`, `mailer().send`."""
    made_by = origin.site
    if made_by is None:
        return None
    return _method(class_made(made_by, links), origin, links) or _function_kept(origin, links)


def keeps_functions(site: CallSite, links: Links) -> bool:
    """Whether a call gives an object that one of the project's functions writes out."""
    return _written_by(site, links) is not None


def _function_kept(origin: Origin, links: Links) -> Origin | None:
    """The function that an object has under a name, which one of the project's functions makes."""
    for _ in range(_DEPTH):
        if origin.function is not None:
            return origin
        if origin.site is None or len(origin.attrs) != 1:
            return None
        written = _written_by(origin.site, links)
        if written is None:
            return None
        origin = value_of(*written, links, origin.attrs)
    return None


def _written_by(site: CallSite, links: Links) -> tuple[Body, Expr] | None:
    """What a call gives whose function returns one thing at one place: an object, or a call."""
    maker = callee(site, links).function
    if maker is None or len(maker.returned) != 1:
        return None
    return maker, maker.returned[0]


def class_made(site: CallSite, links: Links) -> Body | None:
    """Return the project's class that a call makes an object of, itself or by what it calls.

    A method that gives `self` back gives an object of its own class: `Query().where(a).limit(1)`.
    """
    maker = callee(site, links)
    if maker.attrs[-1:] in _CONTAINED and len(site.args) == 1 and site.args[0].kind == "name":
        asked = settle(resolve_expr(site.body, site.args[0]), links).klass
        if asked is not None:
            return asked
    for _ in range(_CHAIN):
        method = of_made(maker, links) if len(maker.attrs) == 1 else None
        given = method.target.returned if method is not None and method.target is not None else []
        if maker.site is None or not given or any(each.text not in _OWN for each in given):
            break
        maker = callee(maker.site, links)
    for _ in range(_DEPTH):
        body = maker.function
        if body is None or (body.is_async and not site.awaited):
            break
        given = [each for each in body.returned if each.kind != "null"]
        made = value_of(body, given[0], links) if len(given) == 1 else None
        if made is not None and made.kind == "self" and made.body and len(made.attrs) == 1:
            made = _attribute(made.body, made.attrs[0], links)  # `cls._made = cls()`
        made_by = made.made_by if made is not None else None
        maker = callee(made_by, links) if made_by is not None else maker
        if maker.kind == "self" and not maker.attrs:  # `cls(…)`
            return maker.body
        if made_by is None or maker.kind not in ("function", "class") or maker.attrs:
            return _class_returned(body, links)
    return maker.klass


def _class_returned(maker: Body, links: Links) -> Body | None:
    """The project's class that a function says it gives an object of."""
    said = returned_type(maker)
    found = _named(said.text, maker.parent or maker, links) if said is not None else None
    return found.target if found is not None and found.kind == "class" else None


def of_declared(origin: Origin, links: Links) -> Origin | None:
    """Return the method that is read from a variable or an attribute of a declared class.

    So is one that a class has from another, read from `self` or from the class.
    """
    owner = origin.target if origin.kind in ("instance", "class") else None
    binding = origin.binding
    if origin.kind == "self":
        owner = origin.body
    if origin.kind in ("param", "call", "value") and binding is not None and not binding.path:
        owner = declared_class(binding, links)
    return _method(owner, origin, links)


def _method(owner: Body | None, origin: Origin, links: Links) -> Origin | None:
    if owner is None or len(origin.attrs) != 1:
        return None
    method = member(owner, origin.attrs[0], links)
    if method is None or method.kind != "function" or method.function is None:
        return None
    if is_abstract(method.function):
        return None  # another class says what it does
    return Origin("function", target=method.function, binding=method)


def is_abstract(method: Body) -> bool:
    """Return whether a method does nothing: `...`, `pass`, `raise NotImplementedError`."""
    return all(
        each.kind == "throw"
        or (each.expr is not None and (each.expr.kind == "string" or each.expr.text == "..."))
        for each in method.block.statements
    )


def declared_class(binding: Binding, links: Links) -> Body | None:
    """Return the project's class that a variable is declared with: `mailer: Mailer`."""
    found = declared_type(binding, links)
    return found.klass if found is not None else None


@kept_as("declared")
def declared_type(binding: Binding, links: Links) -> Origin | None:
    """Return what a variable is declared with, of whatever package: `session: AsyncSession`."""
    given = declared_as(binding)
    return _named(given.text, binding.body, links) if given is not None else None


def _named(written: str, body: Body, links: Links) -> Origin | None:
    """What a type names, that may be absent, or is got from somewhere."""
    named = _TYPE.fullmatch(re.sub("[()]", "", written))
    return dotted_value(body, named["name"], links) if named is not None else None


def _got(getter: Body, links: Links) -> Origin | None:
    """What is read where a method stands for a field: `get mailer() {…}`, Python's `@property`."""
    given = [each for each in getter.returned if each.kind != "null"] if getter.is_getter else []
    return value_of(getter, given[0], links) if len(given) == 1 else None


def _attribute(owner: Body, name: str, links: Links) -> Origin | None:
    """What a class makes and keeps under a name, when it does so at exactly one place."""
    found: list[tuple[Body, Node]] = []
    binding = owner.bindings.get(name)
    if binding is not None and binding.function is not None and binding.function.is_getter:
        return _got(binding.function, links)
    declared = [binding] if binding is not None and binding.kind == "value" else []
    if binding is not None and binding.value is not None:
        found.append((owner, binding.value))
    for each in owner.bindings.values():
        method = each.function
        if method is None or method.kind != "function":
            continue
        for write in method.mutations:
            if write.name in (*_OWN, "cls") and write.attrs == (name,):
                if write.value is None:
                    return None
                found.append((method, write.value))
        if method.name == "constructor" and name in method.bindings:
            # TypeScript: `constructor(private mailer = new Mailer())`
            given = method.bindings[name].node.parent
            if given is not None and _is_kept_parameter(given):
                declared.append(method.bindings[name])
                default = given.child_by_field_name("value")
                if default is not None:
                    found.append((method, default))
    found = [each for each in found if owner.outline.expr(each[1]).kind != "null"]
    if not found:
        return _of_class(declared, links)
    if len(found) != 1:
        return None
    method, value = found[0]
    origin = value_of(method, owner.outline.expr(value), links)
    if origin.kind == "param" and origin.binding is not None and not origin.attrs:
        return _of_class([*declared, origin.binding], links)
    if origin.made_by is None:
        return None
    maker = callee(origin.made_by, links)
    is_known = maker.kind in ("class", "import", "global", "self")
    return origin if is_known or class_made(origin.made_by, links) is not None else None


def _is_kept_parameter(parameter: Node) -> bool:
    """Whether a constructor's parameter is a field too: `private readonly mailer: Mailer`."""
    return any(
        each.type in ("accessibility_modifier", "override_modifier", "readonly")
        for each in parameter.children
    )


def _of_class(declared: list[Binding], links: Links) -> Origin | None:
    """An object of the class that one of these says."""
    classes = (declared_class(each, links) for each in declared)
    found = next((each for each in classes if each is not None), None)
    return Origin("instance", target=found) if found is not None else None
