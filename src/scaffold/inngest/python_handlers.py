"""How the handlers of a repository's Python functions are written, so that a new one fits."""

from typing import NamedTuple

from scaffold.code.outline import Body
from scaffold.code.walk import outline
from scaffold.inngest.packages import Packages
from scaffold.inngest.registry.find import Registry
from scaffold.syntax.modules import Modules

# One async function makes Flask and Django serve every function by an async view, which needs an
# extra of Flask's or a recent Django; a plain function fits both ways. The others run no async one.
_SYNCHRONOUS = ("flask", "django", "tornado", "digital_ocean")


class HandlerForm(NamedTuple):
    """What differs between functions: `async def` or `def`, and what the SDK hands to one."""

    synchronous: bool = False
    takes_step: bool = False
    """Whether the SDK is older than 0.5, which gives the steps beside the context."""
    throttle_limit: str = "limit"
    """What a throttle calls its limit: `count` before 0.4.12."""

    @property
    def definition(self) -> str:
        """The keywords that define it."""
        return "def" if self.synchronous else "async def"

    @property
    def wait(self) -> str:
        """What stands before each step."""
        return "" if self.synchronous else "await "

    @property
    def parameters(self) -> tuple[str, ...]:
        """Its parameters with their types."""
        if self.takes_step:
            return "ctx: inngest.Context", f"step: inngest.{self._named('Step')}"
        return (f"ctx: inngest.{self._named('Context')}",)

    @property
    def step(self) -> str:
        """The object that has the steps."""
        return "step" if self.takes_step else "ctx.step"

    @property
    def group(self) -> str:
        """The object that runs steps at the same time."""
        return "step" if self.takes_step else "ctx.group"

    def _named(self, name: str) -> str:
        return f"{name}Sync" if self.synchronous else name


def handler_form(registry: Registry, modules: Modules) -> HandlerForm:
    """Return the form of a new function's handler, by the SDK, framework and other functions."""
    if not registry.serve_path.endswith(".py"):
        return HandlerForm()
    others = _definitions(registry, modules)
    plain = bool(others) and not any(each.is_async for each in others)
    take_step = bool(others) and all("step" in each.parameters for each in others)
    sdk = Packages(modules).python_sdk(registry.serve_path)
    early = sdk.is_pinned_before_0_4_12
    return HandlerForm(
        synchronous=plain or registry.framework in _SYNCHRONOUS,
        # What runs tells the version where no manifest does.
        takes_step=early or sdk.is_held_before_0_5 or (take_step and not sdk.is_since_0_5),
        throttle_limit="count" if early else "limit",
    )


def _definitions(registry: Registry, modules: Modules) -> list[Body]:
    """The registered functions that a module defines by `def` or `async def`."""
    found: list[Body] = []
    for entry in registry.entries:
        source = modules.source(entry.module) if entry.module is not None else None
        names = outline(source).module.bindings if source is not None else {}
        named = names.get(entry.name or "")
        if named is not None and named.kind == "function" and named.function is not None:
            found.append(named.function)
    return found
