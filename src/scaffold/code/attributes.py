"""What objects of the project's own classes keep under their names."""

from scaffold.code.bindings import Origin, resolve_callee
from scaffold.code.links import Links, settle, value_of
from scaffold.code.outline import Body
from scaffold.syntax.tree import Node

_DEPTH = 4


class Attributes:
    """The attributes that one handler asked for, each looked up once."""

    def __init__(self, links: Links) -> None:
        self._links = links
        self._known: dict[tuple[Body, str], Origin | None] = {}

    def behind(self, origin: Origin) -> Origin:
        """Return what an attribute is: `self.mailer`, `shop.mailer`; else the origin itself."""
        for _ in range(_DEPTH):
            owner = origin.body if origin.kind == "self" else None
            if origin.kind == "call" and origin.site is not None:
                maker = settle(resolve_callee(origin.site), self._links)
                owner = maker.target if maker.kind == "class" and not maker.attrs else None
            if owner is None or len(origin.attrs) < 2:
                break
            key = owner, origin.attrs[0]
            if key not in self._known:
                self._known[key] = _attribute(owner, origin.attrs[0], self._links)
            held = self._known[key]
            if held is None:
                break
            origin = held.at(origin.attrs[1:])
        return origin


def _attribute(owner: Body, name: str, links: Links) -> Origin | None:
    """What a class makes and keeps under a name, when it does so at exactly one place."""
    found: list[tuple[Body, Node]] = []
    binding = owner.bindings.get(name)
    if binding is not None and binding.value is not None:
        found.append((owner, binding.value))
    for each in owner.bindings.values():
        method = each.function
        if method is None or method.kind != "function":
            continue
        for write in method.mutations:
            if write.name in ("self", "this") and write.attrs == (name,):
                if write.value is None:
                    return None
                found.append((method, write.value))
        if method.name == "constructor" and name in method.bindings:
            # TypeScript: `constructor(private mailer = new Mailer())`
            given = method.bindings[name].node.parent
            default = given.child_by_field_name("value") if given is not None else None
            if given is not None and default is not None and (
                given.children[0].type == "accessibility_modifier"
            ):  # fmt: skip
                found.append((method, default))
    if len(found) != 1:
        return None
    origin = value_of(*found[0], links)
    if origin.kind != "call" or origin.attrs or origin.site is None:
        return None
    maker = settle(resolve_callee(origin.site), links)
    return origin if maker.kind in ("class", "import", "global") else None
