"""Ctrl-D in any prompt: the input has ended, also where a default stands and in a list of choices.

The library behind the prompts takes Ctrl-D for "delete the next character" where there is text,
and for nothing at all in a list.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

Beside = Callable[[], AbstractContextManager[None]]
_beside: Beside = nullcontext


@contextmanager
def beside_prompts(pause: Beside) -> Iterator[None]:
    """Let each prompt in the block be asked inside what `pause` gives."""
    global _beside
    _beside = pause
    try:
        yield
    finally:
        _beside = nullcontext


@contextmanager
def ended_by_ctrl_d() -> Iterator[None]:
    """Let Ctrl-D raise EOFError in each prompt of the block."""
    from prompt_toolkit.application import Application
    from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings

    keys = KeyBindings()

    @keys.add("c-d", eager=True)
    def end(event: Any) -> None:
        event.app.exit(exception=EOFError(), style="class:aborting")

    run = Application.run

    def run_with_keys(self: Application[Any], *arguments: Any, **options: Any) -> Any:
        own = [self.key_bindings] if self.key_bindings is not None else []
        self.key_bindings = merge_key_bindings([*own, keys])
        with _beside():
            return run(self, *arguments, **options)

    Application.run = run_with_keys  # type: ignore[method-assign]
    try:
        yield
    finally:
        Application.run = run  # type: ignore[method-assign]
