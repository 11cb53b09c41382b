"""Which promises are put into a list, map or object that is waited for as a whole."""

from scaffold.code.bindings import resolve_callee
from scaffold.code.fates import COLLECTORS
from scaffold.code.outline import Binding, CallSite


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
    into = site.into
    if site.use != "assigned" or into is None or into.kind not in ("index", "member"):
        return None
    return site.outline.binding(into.inner) if into.inner is not None else None
