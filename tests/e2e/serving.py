"""Serve a generated project for the length of a `with` block."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.support.executor import FakeInngest

from .answers import Answers
from .drives import ENVIRONMENT, World
from .processes import served


@contextmanager
def synced(answers: Answers, project: Path, command: Sequence[str | Path]) -> Iterator[World]:
    """Give a project that is served and synced with an Inngest of its own."""
    with FakeInngest() as inngest:
        env = {"INNGEST_DEV": inngest.url, "NODE_ENV": "production", **ENVIRONMENT}
        log = project.parent / f"{project.name}.log"
        with served(command, project, log, env=env) as app:
            inngest.sync(app.url)
            yield World(answers, app, inngest)


def registered(world: World, *, in_band: bool = False) -> dict[str, list[str]]:
    """Return the triggers by function ID, without the app ID and the failure handlers."""
    functions = world.inngest.sync(world.app.url, in_band=in_band)
    prefix = f"{world.answers.name}-"
    assert all(function.id.startswith(prefix) for function in functions)
    return {
        function.id.removeprefix(prefix): [*function.events, *function.crons]
        for function in functions
        if not function.id.endswith("-failure")
    }
