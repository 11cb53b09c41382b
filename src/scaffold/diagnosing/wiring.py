"""The hooks of Claude Code: are they there, are they ours, and do they report what is wrong?

A command in a repository's settings may be an attacker's. Only one that is ours, byte for byte,
is run: exactly as it stands there, on a function with a mistake in a folder of its own.
"""

import json
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from scaffold.diagnosing.subject import Problem, Subject, warning
from scaffold.disk.git import run_outside
from scaffold.disk.leftovers import scratch
from scaffold.disk.programs import find_program, run_program
from scaffold.errors import ScaffoldError
from scaffold.hooks.on_path import PROGRAM, path_line
from scaffold.updating.settings_file import SETTINGS_FILE, hook_commands, our_settings

_LOCAL = ".claude/settings.local.json"
_SECONDS = 60
_REPORTED = "scaffold: mend"
# Wrong in a way that both hooks report: the step is not awaited.
_PROBE = """import { Inngest } from "inngest";
export const inngest = new Inngest({ id: "probe" });
export const probe = inngest.createFunction(
  { id: "probe", triggers: [{ event: "probe/asked" }] },
  async ({ step }) => {
    step.run("write", () => write());
  },
);
"""


def on_path(subject: Subject) -> Iterator[Problem]:
    """Find a program that the hooks and the `check` script call and do not find."""
    found = find_program(PROGRAM)
    if found is None:
        yield Problem(
            f"`{PROGRAM}` is not on PATH, so the hooks and the `check` script say nothing",
            f"put its folder on PATH: {path_line()}",
        )
        return
    ran = run_program([found, "--version"], folder=Path(found).parent, seconds=_SECONDS)
    said, running = ran.out.strip(), f"scaffold {version(PROGRAM)}"
    if said != running:
        yield warning(
            f"`{found}` is {said or 'another program'}, and this is {running}",
            f"upgrade it, or put this one before it on PATH: {path_line()}",
        )


def settings(subject: Subject) -> Iterator[Problem]:
    """Find settings that Claude Code cannot read, or that switch hooks off."""
    for path in (SETTINGS_FILE, _LOCAL):
        content = subject.files.read(path)
        if content is None:
            continue
        try:
            hook_commands(content)
        except ScaffoldError as error:
            why = error.message.removeprefix(f"`{SETTINGS_FILE}` ").partition(";")[0]
            yield Problem(f"`{path}` {why}, so no hook runs", error.hint, path)
            continue
        if subject.table(path).get("disableAllHooks") is True:
            yield warning(
                f"`disableAllHooks` in `{path}` switches off every hook", "take the line out", path
            )


def wired(subject: Subject) -> Iterator[Problem]:
    """Find hooks that are missing where the project is meant to have them."""
    commands = _commands(subject)
    missing = [name for name in hook_commands(our_settings()) if name not in commands]
    wants = (subject.project.answers or {}).get("agent_hooks") is True
    if missing and (commands or wants):
        names = " and ".join(f"`{name}`" for name in missing)
        yield Problem(
            f"the hook {names} is not in `{SETTINGS_FILE}`", f"{PROGRAM} hook install",
            SETTINGS_FILE,
        )  # fmt: skip


def as_written(subject: Subject) -> Iterator[Problem]:
    """Find hooks that are not our command, or that do not report a mistake when they run."""
    ours = hook_commands(our_settings())
    shell = find_program("sh")
    for name, command in _commands(subject).items():
        if ours.get(name) != command:
            yield Problem(
                f"the command of the hook `{name}` is not the one of this version, so it was not "
                "run",
                f"{PROGRAM} hook install",
                SETTINGS_FILE,
            )
        elif shell is not None and find_program(PROGRAM) is not None:
            why = _why_silent(name, command, shell)
            if why:
                yield Problem(
                    f"the hook `{name}`, run as written on a function with a mistake, {why}",
                    f"upgrade the `{PROGRAM}` on PATH: {find_program(PROGRAM)}",
                    SETTINGS_FILE,
                )


def facts(subject: Subject) -> Iterator[tuple[str, str]]:
    """Yield which program the hooks call, and which hooks there are."""
    yield "on PATH", find_program(PROGRAM) or "no `inngest-scaffold`"
    yield "hooks", ", ".join(_commands(subject)) or "none"


def _why_silent(name: str, command: str, shell: str) -> str:
    """Run a hook of ours on a mistake; return why it was not reported, nothing when it was."""
    with scratch() as made:
        folder = made.resolve()
        (folder / "probe.ts").write_text(_PROBE)
        # A folder for temporary files may stand in a repository, which is another's.
        run_outside("init", "--quiet", str(folder), folder=folder)
        given = {
            "cwd": str(folder),
            "tool_name": "Write",
            "tool_input": {"file_path": str(folder / "probe.ts")},
        }
        ran = run_program(
            [shell, "-c", command], folder=folder, seconds=_SECONDS,
            stdin=json.dumps(given).encode(),
        )  # fmt: skip
    if ran.code is None:
        return f"did not end within {_SECONDS} seconds"
    if ran.code == 2 and ran.err.startswith(_REPORTED):
        return ""
    return f"reported nothing (exit code {ran.code})"


def _commands(subject: Subject) -> dict[str, str]:
    found: dict[str, str] = {}
    for path in (_LOCAL, SETTINGS_FILE):
        content = subject.files.read(path)
        if content is not None:
            try:
                found |= hook_commands(content)
            except ScaffoldError:
                continue
    return found
