"""Put our hooks into a repository's settings for its coding agent, or take them out again."""

from scaffold.disk.changes import ChangeSet
from scaffold.disk.data_files import read_json
from scaffold.outcome import Outcome, Prepared, carry_out
from scaffold.updating.settings_file import SETTINGS_FILE, our_settings, with_hooks, without_hooks


def install(at: Prepared) -> Outcome:
    """Wire both hooks in `.claude/settings.json`, which is made when it is not there.

    Raises ScaffoldError, with nothing changed, for a settings file that cannot be read.
    """
    changes = ChangeSet(at.root)
    changes.write(SETTINGS_FILE, with_hooks(changes.read(SETTINGS_FILE), our_settings()))
    return _carried_out(at, changes)


def uninstall(at: Prepared) -> Outcome:
    """Take both hooks out of `.claude/settings.json`; a file that held nothing else goes too.

    Raises ScaffoldError, with nothing changed, for a settings file that cannot be read.
    """
    changes = ChangeSet(at.root)
    current = changes.read(SETTINGS_FILE)
    if current is not None:
        rest = without_hooks(current)
        only_ours = read_json(current) == read_json(our_settings())
        if only_ours:
            changes.delete(SETTINGS_FILE)
        else:
            changes.write(SETTINGS_FILE, rest)
    return _carried_out(at, changes)


def _carried_out(at: Prepared, changes: ChangeSet) -> Outcome:
    unchanged = () if changes.changes() else (SETTINGS_FILE,)
    return carry_out(at, changes, unchanged=unchanged)
