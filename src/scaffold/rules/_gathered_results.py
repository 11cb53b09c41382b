"""Whether a later step works on what the rounds of a loop gave: then one run has to have it all."""

from collections.abc import Iterator

from scaffold.code.outline import Binding, Body, Mutation
from scaffold.code.places import Loop
from scaffold.code.spans import holds
from scaffold.inngest.effects.names import says
from scaffold.inngest.facts import Function, Step


def is_needed_later(step: Step, loop: Loop, function: Function) -> bool:
    """Return whether a step after a loop is given what its rounds put together."""
    outline = step.site.outline
    later = [each for each in function.steps if each.site.outline is outline and each is not step]
    callbacks = [each.callback for each in later if each.callback is not None]
    return any(
        used.start >= loop.end
        and (
            any(holds(each.site.expr, used) for each in later)
            or any(used.body.is_inside(callback) for callback in callbacks)
        )
        for binding in _filled(step.site.body, loop)
        for used in outline.references_to(binding)
    )


def _filled(body: Body, loop: Loop) -> Iterator[Binding]:
    """The variables from before a loop that it fills, and those that are made of all of it."""
    for binding in body.declared():
        if binding.initial is not None and holds(binding.initial, loop):
            yield binding
    for site in body.calls:  # `found.append(row)`
        if holds(loop, site) and site.root is not None and site.arguments and says(site, "changes"):
            filled = body.lookup(site.root, site.start)
            if filled is not None and not holds(loop, filled):
                yield filled
    for change in body.mutations:  # `found[key] = row`, `text += row`
        filled = change.binding
        if filled is None or _counts(change) or not holds(loop, change):
            continue
        if not holds(loop, filled):
            yield filled


def _counts(change: Mutation) -> bool:
    """`done += 1`, `seen = True`: no work is done on that."""
    written = change.written
    return written is None or written.number is not None or written.kind in ("boolean", "null")
