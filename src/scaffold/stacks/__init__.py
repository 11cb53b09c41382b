"""One frozen `Stack` per framework and SDK; nothing else may ask which stack it is."""

from collections.abc import Mapping
from functools import cache

from scaffold.stacks._stack import Layout, Role, Sdk, Stack
from scaffold.units import discover

__all__ = ["Layout", "Role", "Sdk", "Stack", "all_stacks", "stack_for"]


@cache
def all_stacks() -> tuple[Stack, ...]:
    """Return every stack, by name."""
    stacks = [stack for module in discover(__name__).values() for stack in module.STACKS]
    return tuple(sorted(stacks, key=lambda stack: stack.name))


def stack_for(answers: Mapping[str, object]) -> Stack | None:
    """Return the stack that a project's answers name, None for answers of a foreign template."""
    stacks = [stack for stack in all_stacks() if stack.framework == answers.get("stack")]
    # A framework with one SDK is not asked for it; the answer is a default without meaning then.
    wanted = (
        stacks if len(stacks) == 1 else [s for s in stacks if s.sdk == f"v{answers.get('sdk')}"]
    )
    return next(iter(wanted), None)
