"""Put our hooks into a repository's settings for its coding agent, or take them out again."""

from scaffold.disk.changes import ChangeSet
from scaffold.disk.data_files import read_json
from scaffold.hooks.on_path import path_note
from scaffold.outcome import Outcome, Prepared, carry_out
from scaffold.updating.settings_file import SETTINGS_FILE, our_settings, with_hooks, without_hooks

_WHAT_THEY_DO = (
    "after each edit of Claude Code the file is checked, and before it stops, what changed",
    "Claude Code reads its settings when it starts: begin a new session",
)


def install(at: Prepared) -> Outcome:
    """Wire both hooks in `.claude/settings.json`, which is made when it is not there.

    Raises ScaffoldError, with nothing changed, for a settings file that cannot be read.
    """
    changes = ChangeSet(at.root)
    changes.write(SETTINGS_FILE, with_hooks(changes.read(SETTINGS_FILE), our_settings()))
    if not changes.changes():
        return _carried_out(at, changes, ["both hooks were there already"])
    silent = path_note()
    return _carried_out(at, changes, [*_WHAT_THEY_DO, *([silent] if silent else [])])


def uninstall(at: Prepared) -> Outcome:
    """Take both hooks out of `.claude/settings.json`; a file that held nothing else goes too.

    Raises ScaffoldError, with nothing changed, for a settings file that cannot be read.
    """
    changes = ChangeSet(at.root)
    current = changes.read(SETTINGS_FILE)
    told = f"no hook of ours is in `{SETTINGS_FILE}`"
    if current is not None:
        rest = without_hooks(current)
        only_ours = read_json(current) == read_json(our_settings())
        if only_ours:
            changes.delete(SETTINGS_FILE)
        else:
            changes.write(SETTINGS_FILE, rest)
        if changes.changes():
            told = "both hooks are out; everything else in the file is as it was"
    return _carried_out(at, changes, [told])


def _carried_out(at: Prepared, changes: ChangeSet, notes: list[str]) -> Outcome:
    is_there = changes.read(SETTINGS_FILE) is not None
    unchanged = (SETTINGS_FILE,) if is_there and not changes.changes() else ()
    return carry_out(at, changes, unchanged=unchanged, notes=tuple(notes))
