"""What becomes of the promise or coroutine that a call gives."""

from typing import Literal

from scaffold.code.bindings import resolve_callee
from scaffold.code.outline import Body, CallSite, Reference
from scaffold.code.spans import holds

Fate = Literal[
    "awaited",  # here, or through Promise.all, a variable, `.then` or `.map`
    "returned",  # from a named function or the handler: the caller decides
    "kept",  # in a variable or collection that is used again
    "passed",  # to something that may await it
    "dropped",  # nobody waits for it
    "void",  # dropped on purpose, with JavaScript's `void`
    "read",  # an attribute is read from it
    "other",
]

# The methods of a list that call a function for each item, and wait for none.
FOR_EACH = frozenset({"forEach", "map", "flatMap"})
# Those that put one more item into it.
ADDING = frozenset({"add", "append", "insert", "push", "unshift"})
COLLECTORS = frozenset(
    {"Promise.all", "Promise.allSettled", "Promise.race", "Promise.any", "Promise.resolve",
     "asyncio.gather", "asyncio.wait", "asyncio.wait_for", "asyncio.shield",
     "asyncio.as_completed", "asyncio.create_task", "asyncio.ensure_future"}
)  # fmt: skip
# Python's take one awaitable, or a list of them, first; what follows says how to wait.
_AWAITED_BY_NAME = ("fut", "fs", "aws", "coro", "coro_or_future", "arg")
_TASKS = frozenset({"asyncio.create_task", "asyncio.ensure_future"})
_IN_GROUP = ".TaskGroup().create_task"  # what leaves the group's `with` waits for it
CHAINED = frozenset({"then", "catch", "finally"})
_MAPPERS = frozenset({"map", "flatMap", "concat", "flat", "filter", "slice", "reverse"})
_COLLECTING = ADDING | {"set", "extend"}
_DEPTH = 10


def collects(owner: CallSite, given: CallSite | Reference) -> bool:
    """Whether a call waits for what it is given at a place: not for `timeout=limit`."""
    name = resolve_callee(owner).name
    if name not in COLLECTORS:
        return False
    if given.use != "argument" or not name.startswith("asyncio.") or name == "asyncio.gather":
        return given.use != "argument" or given.index != -1
    if given.index == -1:
        named = (owner.kwargs.get(each) for each in _AWAITED_BY_NAME)
        return any(each is not None and holds(each, given) for each in named)
    return given.index == 0


def is_task(site: CallSite) -> bool:
    """Whether a coroutine is started as a task of asyncio, whoever waits for that."""
    owner = site.owner
    if site.use != "argument" or owner is None:
        return False
    name = resolve_callee(owner).name
    return name in _TASKS or name.endswith(_IN_GROUP)


def fate(site: CallSite, depth: int = 0) -> Fate:
    """Return what becomes of the promise that a call gives."""
    if site.awaited:
        return "awaited"
    use = site.use
    if depth > _DEPTH:
        return "other"
    if use == "discarded":
        return "dropped"
    if use == "void":
        return "void"
    if use == "member":
        return "read"
    if use == "receiver" and site.owner is not None:
        return fate(site.owner, depth + 1)
    if use in ("argument", "element", "property") and site.owner is not None:
        owner = site.owner
        if collects(owner, site):
            return fate(owner, depth + 1)
        if is_task(site):
            return "awaited"
        return "kept" if owner.method in _COLLECTING else "passed"
    if use == "returned":
        body = site.body
        if body.owner is None:
            return "returned"
        found = body_fate(body, depth + 1)
        return "passed" if found == "other" else found
    if use in ("assigned", "element", "property"):
        return _kept(site, depth + 1)
    if use == "loop":
        return "awaited"
    return "other"


def body_fate(body: Body, depth: int = 0) -> Fate:
    """Return what becomes of the promise of a function written as an argument, when it is async."""
    owner = body.owner
    if owner is None or depth > _DEPTH:
        return "other"
    if body.use == "receiver":  # called where it is written
        return fate(owner, depth + 1)
    if body.use not in ("argument", "element"):
        return "other"
    last = owner.method
    if last == "forEach":
        return "dropped"
    if last in CHAINED:
        return fate(owner, depth + 1)
    if last in _MAPPERS:
        found = fate(owner, depth + 1)
        return "passed" if found in ("other", "read") else found
    return "passed"


def _kept(site: CallSite, depth: int) -> Fate:
    target = site.target
    if target is None or target.type != "identifier":
        return "kept" if target is not None else "other"
    name = site.outline.text(target)
    binding = site.body.lookup(name, target.start_byte)
    if binding is None:
        return "kept"
    references = site.outline.references_to(binding)
    if not references:
        return "kept" if name in site.outline.exports else "dropped"
    for reference in references:
        if reference.awaited:
            return "awaited"
        owner = reference.owner
        if owner is not None and collects(owner, reference):
            return fate(owner, depth)
    return "kept"
