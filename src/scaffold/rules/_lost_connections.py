"""A client that one step connects and others use: on a replay it is new, and never connected."""

from collections.abc import Iterator

from scaffold.code.bindings import resolve_binding
from scaffold.code.outline import Binding, CallSite, Reference
from scaffold.inngest.facts import Function, Step

_CONNECTS = frozenset({"connect", "login", "authenticate", "signIn", "sign_in", "log_in"})
_ENDS = frozenset(
    {"disconnect", "close", "aclose", "end", "quit", "logout", "destroy", "release", "dispose"}
)
# These connect by themselves as soon as they are used.
_LAZY = ("mongodb", "mongoose", "ioredis", "@prisma/client", "~prisma", "pymongo", "motor")


def lost_connections(function: Function) -> Iterator[tuple[CallSite, str, Step]]:
    """Yield where a step connects what the handler makes, and another place uses it as well."""
    if function.handler is None:
        return
    for call in function.everything:
        step, site = call.step, call.site
        if step is None or step.callback is None or site.root is None or len(site.attrs) != 1:
            continue
        if site.attrs[0] not in _CONNECTS or not site.body.is_inside(step.callback):
            continue
        binding = site.body.lookup(site.root, site.start)
        if binding is None or binding.body is not function.handler or not _is_made(binding):
            continue
        others = [
            each
            for each in binding.outline.references_to(binding)
            if not each.body.is_inside(step.callback) and not _is_end(each)
        ]
        connects = [each for each in others if each.path[-1:] and each.path[-1] in _CONNECTS]
        if others and not connects:
            yield site, binding.name, step


def _is_made(binding: Binding) -> bool:
    """Whether a variable holds what a call outside of all steps makes."""
    origin = resolve_binding(binding)
    made = origin.site if origin.kind == "call" and not origin.attrs else None
    if made is None or binding.kind != "value" or made.awaited or made.body is not binding.body:
        return False
    return not origin.name.startswith(_LAZY)


def _is_end(reference: Reference) -> bool:
    return bool(reference.path) and reference.path[-1] in _ENDS
