"""Which promises are put into a list, map or object that is waited for as a whole."""

from scaffold.code.bindings import resolve_callee
from scaffold.code.fates import COLLECTORS
from scaffold.code.outline import Binding, CallSite

_ENTRIES = frozenset({"subscript_expression", "member_expression"})


def is_collected(site: CallSite) -> bool:
    """Whether `Promise.all` waits for what a call gives: `Promise.all(Object.values(byId))`."""
    collection = _collection_of(site)
    if collection is None:
        return False
    for reference in collection.body.outline.references_to(collection):
        owner = reference.owner
        for _ in range(3):
            if owner is None:
                break
            if resolve_callee(owner).name in COLLECTORS:
                return True
            owner = owner.owner
    return False


def _collection_of(site: CallSite) -> Binding | None:
    """The list, map or object that a promise is put into: `tasks.push(…)`, `tasks[id] = …`."""
    owner = site.owner
    if site.use in ("argument", "element") and owner is not None:
        kept = owner.root is not None and owner.attrs in (("push",), ("set",), ("add",))
        return owner.body.lookup(owner.root or "", owner.start) if kept else None
    target = site.target
    if site.use != "assigned" or target is None or target.type not in _ENTRIES:
        return None
    outer = target.child_by_field_name("object")
    if outer is None or outer.type != "identifier":
        return None
    return site.body.lookup(site.outline.text(outer), outer.start_byte)
