"""What leaves a prompt: Ctrl-D, where the input has ended, and whatever asks the process to stop.

The library behind the prompts takes Ctrl-D for "delete the next character" where there is text,
and for nothing at all in a list. It knows of one signal only, SIGINT.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

from scaffold.disk import interrupts

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
def leavable_prompts() -> Iterator[None]:
    """Let Ctrl-D raise EOFError in each prompt of the block, and a signal KeyboardInterrupt."""
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

        def leave() -> None:
            if self.future is not None and not self.future.done():
                self.exit(exception=KeyboardInterrupt(), style="class:aborting")

        def stop() -> None:
            if self.loop is not None:
                self.loop.call_soon_threadsafe(leave)

        def leave_if_asked() -> None:  # before there was a loop
            if interrupts.is_asked():
                leave()

        self.pre_run_callables.append(leave_if_asked)
        with _beside(), interrupts.told(stop):
            return run(self, *arguments, **{**options, "handle_sigint": False})

    Application.run = run_with_keys  # type: ignore[method-assign]
    try:
        yield
    finally:
        Application.run = run  # type: ignore[method-assign]
