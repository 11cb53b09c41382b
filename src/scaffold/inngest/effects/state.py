"""What a project's own functions keep in the process: module-level collections, fields of objects.

A replay may run in another process, where nothing of it is there. So reading and changing it is
work for a step, as with a database. What is filled while its module loads, made once when it is
first asked for, or counted for a metric, is no state in this sense.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from scaffold.code.attributes import Attributes, of_declared, of_made
from scaffold.code.bindings import Origin, is_reassigned, resolve_callee, resolve_reference
from scaffold.code.expressions import Expr
from scaffold.code.links import Links, callee, settle
from scaffold.code.outline import Binding, Body, CallSite, Mutation, Outline, Reference
from scaffold.inngest.effects.catalogue import catalogue
from scaffold.inngest.effects.logging import is_for_watchers
from scaffold.inngest.effects.made_once import empties, makes_once
from scaffold.inngest.effects.names import says
from scaffold.names import words

_DEPTH = 6
SELF = frozenset({"this", "self", "cls"})
_CONSTRUCTORS = frozenset({"__init__", "__post_init__", "constructor"})
_SET_UP = r"_*(init|configure|setup|register|bootstrap|start)(?![a-z])"
_COUNTED = frozenset({"metric", "metrics", "telemetry"})
_FOR_TESTS = r"(?:(?:^|_)[tT]est|Test)(?:s|ing)?(?![a-z])|(?i:mock)"
_PARTS = frozenset({"get", "setdefault"})
_Change = tuple[CallSite | Mutation, str, bool, Binding | None]
_COLLECTIONS = frozenset({"Map", "Set", "Array", "dict", "list", "set", "defaultdict", "deque"})


class Touch(NamedTuple):
    """What a function keeps in the process: by which name, and whether it changes it.

    `is_cache`: it looks up what it keeps there, and gives that back.
    """

    name: str
    changes: bool
    is_cache: bool = False


class State:
    """What the functions of one project keep, each file looked at once."""

    def __init__(self, links: Links) -> None:
        self._links = links
        self._kept: dict[Outline, frozenset[str]] = {}
        self._touches: dict[tuple[Body, bool], Touch | None] = {}

    def touched(self, body: Body, *, object_lasts: bool = False) -> Touch | None:
        """Return the first thing that a function keeps, itself or by what it calls.

        `object_lasts` says that the object whose method it is outlives the run.
        """
        return self._touched(body, object_lasts, ())

    def _touched(self, body: Body, lasts: bool, above: tuple[Body, ...]) -> Touch | None:
        if body in above or len(above) > _DEPTH:
            return None
        known, key = self._touches, (body, lasts)
        if key not in known:
            own = self.directly(body, object_lasts=lasts)
            known[key] = own or next(self._through_calls(body, lasts, (*above, body)), None)
        return known[key]

    def _through_calls(self, body: Body, lasts: bool, above: tuple[Body, ...]) -> Iterator[Touch]:
        for part in _parts(body):
            for site in part.calls:
                if is_for_watchers(site):
                    continue
                target, of_lasting = self.called(site, lasts)
                if target is not None and not target.is_inside(body):
                    found = self._touched(target, of_lasting, above)
                    if found is not None:
                        yield found

    def called(self, site: CallSite, lasts: bool = False) -> tuple[Body | None, bool]:
        """Return the project's function that is called, and whether its object outlives a run."""
        origin = callee(site, self._links)
        if origin.function is not None:
            around = origin.function.parent
            of_module = around is not None and around.kind == "module"
            return origin.function, lasts if site.root in SELF else of_module
        method = of_made(Attributes(self._links).behind(origin), self._links)
        if method is not None and origin.site is not None:
            return method.target, origin.site.body.kind == "module"
        declared = of_declared(origin, self._links)
        return (declared.target, True) if declared is not None else (None, False)

    def directly(self, body: Body, *, object_lasts: bool = False) -> Touch | None:
        """Return the first thing that a function keeps by its own code."""
        changes = list(self._changed(body, object_lasts))
        reads = list(self._read(body, object_lasts))
        if not changes:
            return Touch(reads[0], changes=False) if reads else None
        name, is_whole, key = changes[0]
        # What lies beside it under the same key belongs to it: `pools.set(url, pool)`.
        beside = {each for each, _, at in changes if each == name or (key and at == key)}
        looks_up = bool(body.returned) and not beside.isdisjoint(reads)
        return Touch(name, True, is_cache=not is_whole and looks_up)

    def places(self, body: Body) -> Iterator[tuple[CallSite | Mutation | Reference, str, str]]:
        """Yield where a function itself changes or reads what is kept, functions in it left out."""
        for change, name, _, owner in self._changes(body):
            if owner is not None and self._is_kept(owner):
                yield change, name, "changes"
        for site in body.calls:
            far = self.far_collection(site)
            if far is not None:
                yield site, far.name, "changes"
        for reference in body.references:
            read = self.read_by(reference)
            if read is not None:
                yield reference, read, "reads"

    def _changed(self, body: Body, lasts: bool) -> Iterator[tuple[str, bool, str]]:
        """What a function changes, whether as a whole, and by which key."""
        for part in _parts(body):
            for change, name, is_whole, owner in self._changes(part):
                is_own = owner is None and lasts and body.name not in _CONSTRUCTORS
                if is_own or (owner is not None and self._is_kept(owner)):
                    yield name, is_whole, _key(change)
            for site in part.calls:
                far = self.far_collection(site)
                if far is not None:
                    yield far.name, False, ""

    def far_collection(self, site: CallSite) -> Binding | None:
        """Return the collection of another module that a call changes: `outbox.push(mail)`."""
        if not says(site, "changes"):
            return None
        origin = callee(site, self._links)
        far = origin.binding
        if far is None or far.kind != "value" or far.body.kind != "module":
            return None
        is_other = far.body.outline is not site.outline and not _is_counted(far.name)
        return far if is_other and _is_plain(origin) else None

    def _changes(self, body: Body) -> Iterator[_Change]:
        """What a function changes: where, the name, whether as a whole, and the variable if any.

        Under another name too, `const { rows } = state`, and by who gives it: `memory().rows`.
        """
        for change, name, is_whole, owner in _direct_changes(body):
            of_module = owner is None or owner.body.kind == "module"
            held = None if of_module or is_whole else self._held(owner)
            yield change, held.name if held is not None else name, is_whole, held or owner
        for site in body.calls:
            if site.root is None and says(site, "changes") and site.called is not None:
                held = self._held_by(site.called, body)
                if held is not None:
                    yield site, held.name, False, held

    def _held(self, binding: Binding | None, depth: int = 0) -> Binding | None:
        """The variable of a module that another one is a part of: `const { rows } = memory()`."""
        if binding is None or binding.kind != "value" or depth > _DEPTH:
            return None
        if binding.body.kind == "module":
            return binding
        initial = binding.initial
        if initial is None or is_reassigned(binding):
            return None
        return self._held_by(initial, binding.body, depth + 1)

    def _held_by(self, expr: Expr, body: Body, depth: int = 0) -> Binding | None:
        """The variable of a module that an expression reads a part of."""
        root = expr.root
        if root.kind == "name":
            return self._held(body.lookup(root.text, root.start), depth)
        called = root.callee
        if called is None or depth > _DEPTH:
            return None
        if called.kind == "member" and called.inner is not None and called.name in _PARTS:
            return self._held_by(called.inner, body, depth + 1)
        site = body.outline.site(root)
        return self.given_by(site) if site is not None else None

    def given_by(self, site: CallSite) -> Binding | None:
        """Return the module's variable that a call gives, of its own file: `memory()`."""
        giver = resolve_callee(site).function
        if giver is None or giver.kind != "function" or len(giver.returned) != 1:
            return None
        root = giver.returned[0].root
        found = giver.lookup(root.text, root.start) if root.kind == "name" else None
        if found is None or found.kind != "value" or found.body.kind != "module":
            return None
        return found if _holds_collections(found) else None

    def _read(self, body: Body, lasts: bool) -> Iterator[str]:
        for part in _parts(body):
            for site in part.calls:
                changes = site.use == "receiver" and site.owner and says(site.owner, "changes")
                given = None if changes else self.given_by(site)
                if given is not None and self._is_kept(given) and not self._looks_up(site):
                    yield given.name
            for reference in part.references:
                name = self.read_by(reference)
                if name is not None:
                    yield name
                elif lasts and reference.name in SELF and reference.path[:1]:
                    field, owner = reference.path[0], reference.owner
                    changes = reference.use == "receiver" and owner is not None and (
                        says(owner, "changes")
                    )  # fmt: skip
                    if not changes and field in _fields_changed(part):
                        yield field

    def _looks_up(self, site: CallSite) -> bool:
        """Whether a call gives what is kept under a key, made when it is first asked for."""
        giver = resolve_callee(site).target
        touch = self.directly(giver) if giver is not None else None
        return touch is not None and touch.is_cache

    def read_by(self, reference: Reference) -> str | None:
        """Return the kept variable that is read at a place, None when it is only changed there."""
        owner = reference.owner
        if reference.use == "receiver" and owner is not None and says(owner, "changes"):
            return None
        binding = reference.binding
        if binding is not None and binding.kind == "import":
            binding = settle(resolve_reference(reference), self._links).binding
        return binding.name if binding is not None and self._is_kept(binding) else None

    def _is_kept(self, binding: Binding) -> bool:
        """Whether a module's variable changes while functions run."""
        outline = binding.body.outline
        if binding.kind != "value" or binding.body.kind != "module":
            return False
        if outline not in self._kept:
            self._kept[outline] = frozenset(self._find_kept(outline))
        return binding.name in self._kept[outline]

    def _find_kept(self, outline: Outline) -> Iterator[str]:
        values = (each for each in outline.module.bindings.values() if each.kind == "value")
        names = {each.name for each in values if not _is_weak(each)}
        if not names:
            return
        for body in outline.bodies:
            if body.kind != "function" or re.search(_FOR_TESTS, body.name or ""):
                continue
            for change, name, _, owner in self._changes(body):
                if (
                    name in names
                    and owner is outline.module.bindings[name]
                    and not self._runs_on_load(body)
                    and not empties(change, owner)
                    and not re.search(_FOR_TESTS, name)
                ):
                    yield name

    def _runs_on_load(self, body: Body) -> bool:
        """Whether a function only runs while modules load, as the fillers of registries do."""
        while body.parent is not None and body.parent.kind == "function":
            body = body.parent
        if body.owner is not None:
            return body.owner.body.kind == "module" and says(body.owner, "iterates") is not None
        if body.name is not None and re.match(_SET_UP, body.name):
            return True
        calls = self._links.calls_of(body)
        return bool(calls) and all(site.body.kind == "module" for site in calls)


def _parts(body: Body) -> Iterator[Body]:
    """A function, and those written in it."""
    for each in body.outline.inside(body):
        if each.kind == "function":
            yield each


def _direct_changes(body: Body) -> Iterator[_Change]:
    """What a function changes by its name: where, which, whether as a whole, and the variable."""
    return (change for change in _named_changes(body) if not _is_counted(change[1]))


def _named_changes(body: Body) -> Iterator[_Change]:
    for mutation in body.mutations:
        if makes_once(mutation, body):
            continue
        if mutation.name in SELF:
            if mutation.attrs:
                yield mutation, mutation.attrs[0], len(mutation.attrs) == 1, None
        else:
            binding = mutation.binding
            if binding is not None:
                yield mutation, mutation.name, not mutation.attrs, binding
    for site in body.calls:
        name = _changed_by(site)
        if name is not None:
            binding = None if site.root in SELF else body.lookup(name, site.start)
            if binding is not None or site.root in SELF:
                yield site, name, False, binding


def _is_counted(name: str) -> bool:
    """Whether a name says that what is kept there is for those who watch: `runMetrics`."""
    return not _COUNTED.isdisjoint(words(name))


def _changed_by(site: CallSite) -> str | None:
    """The variable or field that a call changes: `seen.add(x)`, `this.rows.push(x)`."""
    if not says(site, "changes"):
        return None
    if site.root in SELF:
        return site.attrs[0] if len(site.attrs) > 1 else None
    if site.root is not None:
        return site.root if _is_plain(resolve_callee(site)) else None
    owner = site.called.root if site.called is not None else None
    return owner.text if owner is not None and owner.kind == "name" else None


def _is_plain(origin: Origin) -> bool:
    """Whether it is called on a collection: on no client of a library, nor on code that is read."""
    if origin.kind in ("function", "class"):
        return False
    name = origin.name
    if not name:
        return True
    language = origin.outline.language if origin.outline is not None else "typescript"
    entries = catalogue(language).entries(name)
    return all(entry.kind in ("pure", "changes") for entry in entries)


def _key(change: CallSite | Mutation) -> str:
    """By what a change finds its place: `rows.set(key, row)`, `rows[key] = row`."""
    if not isinstance(change, Mutation):
        return change.args[0].text if len(change.args) == 2 else ""
    place = change.expr.left
    return place.index.text if place is not None and place.index is not None else ""


def _holds_collections(binding: Binding) -> bool:
    """Whether a variable, or what is made for it once, is an object, a list, a map: no client."""
    mutations = binding.outline.mutations_of(binding)
    written = (each.written or each.expr.right for each in mutations)  # of `x ??= {}` the latter
    for value in (binding.initial, *written):
        called = value.callee if value is not None else None
        if value is not None and (
            value.kind in ("object", "array")
            or (called is not None and called.name in _COLLECTIONS)
        ):
            return True
    return False


def _is_weak(binding: Binding) -> bool:
    """Whether it only notes things about objects that live in this process: a `WeakMap`."""
    called = binding.initial.callee if binding.initial is not None else None
    return called is not None and called.name.startswith("Weak")


def _fields_changed(method: Body) -> frozenset[str]:
    """The fields that the methods beside a method change, those that set it up left out."""
    owner = method.parent
    while owner is not None and owner.kind == "function":
        owner = owner.parent
    return frozenset(
        name
        for part in (_parts(owner) if owner is not None else ())
        if part.name not in _CONSTRUCTORS and not re.match(_SET_UP, part.name or "")
        for _, name, _, binding in _direct_changes(part)
        if binding is None
    )
