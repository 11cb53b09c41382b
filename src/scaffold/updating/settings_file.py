"""Our hooks in `.claude/settings.json`: find them, put them in, take them out, and no more."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from scaffold.disk.data_files import UnreadableDataError, read_json, read_json_with_comments
from scaffold.errors import ScaffoldError
from scaffold.template.store import templates_folder
from scaffold.updating import json_places
from scaffold.updating.json_places import Place, refusal

SETTINGS_FILE = ".claude/settings.json"
# Every version of our commands begins like this; that is how they are known.
_BEGINNING = "told=$(inngest-scaffold hook "


@dataclass(frozen=True, eq=False)
class _Ours:
    """One of our hooks where it stands: the lists it is in, and which hook it is."""

    event: Place
    group: Place
    handlers: Place
    handler: Place
    name: str


def our_settings() -> bytes:
    """Return a settings file that holds our hooks and nothing else."""
    return (templates_folder() / "includes" / "settings.json").read_bytes()


def has_hooks(content: bytes, wanted: bytes) -> bool:
    """Return whether a settings file has each of our hooks with the wanted command.

    False when it cannot be read. `wanted` is a settings file that holds our hooks and no more.
    """
    try:
        text = _text(content)
    except ScaffoldError:
        return False
    have = {each.name: each.handler.value["command"] for each in _ours(text)}
    return have == hook_commands(wanted)


def hook_commands(content: bytes) -> dict[str, str]:
    """Return the commands of our hooks in a settings file, by the hook they run.

    Raises ScaffoldError for a file that cannot be read.
    """
    return {each.name: str(each.handler.value["command"]) for each in _ours(_text(content))}


def with_hooks(content: bytes | None, wanted: bytes, before: bytes | None = None) -> bytes:
    """Return a settings file with our hooks as wanted; every other byte stays.

    A hook that is there keeps what the user changed in it, but not an older command of ours.
    `before` is what an earlier version put there: what is still like that becomes as wanted.
    Raises ScaffoldError for a file that cannot be read.
    """
    if content is None:
        return wanted
    text = _text(content)
    was = {each.name: each.handler.value for each in _ours(_text(before))} if before else {}
    new = list(_ours(_text(wanted)))
    for each in new:
        text = _with_hook(text, each, was.get(each.name, {}))
    for name in sorted({one.name for one in _ours(text)} - {each.name for each in new}):
        text = _without(text, name, keep=0)
    return json_places.in_place_of(content, text)


def without_hooks(content: bytes) -> bytes:
    """Return a settings file without our hooks, and without the lists that held nothing else.

    Raises ScaffoldError for a file that cannot be read.
    """
    text = _text(content)
    for name in sorted({one.name for one in _ours(text)}):
        text = _without(text, name, keep=0)
    return json_places.in_place_of(content, text)


def _with_hook(text: str, wanted: _Ours, was: dict[str, Any]) -> str:
    text = _without(text, wanted.name, keep=1)
    here = next((each for each in _ours(text) if each.name == wanted.name), None)
    if here is None:
        return _added(text, str(wanted.event.key), wanted.group.value)
    for key, value in wanted.handler.value.items():
        current = _at(text, wanted.name).handler.get(key)
        outdated = current is not None and (key == "command" or was.get(key) == current.value)
        if current is not None and outdated and current.value != value:
            text = json_places.replace(text, current, value)
    return text


def _added(text: str, event: str, group: Any) -> str:
    root = json_places.read(text)
    hooks = root.get("hooks")
    if hooks is None:
        return json_places.append(text, root, "hooks", {event: [group]})
    groups = hooks.get(event)
    if groups is None:
        return json_places.append(text, hooks, event, [group])
    return json_places.append(text, groups, None, group)


def _without(text: str, name: str, *, keep: int) -> str:
    """Take a hook of ours out wherever it stands, but for the first few."""
    while True:
        found = [each for each in _ours(text) if each.name == name][keep:]
        if not found:
            return text
        each = found[0]
        root = json_places.read(text)
        hooks = root.get("hooks")
        assert hooks is not None
        # What held nothing else goes with it.
        if len(each.handlers.items) > 1:
            text = json_places.take_out(text, each.handlers, each.handler)
        elif len(each.event.items) > 1:
            text = json_places.take_out(text, each.event, each.group)
        elif len(hooks.items) > 1:
            text = json_places.take_out(text, hooks, each.event)
        else:
            text = json_places.take_out(text, root, hooks)


def _at(text: str, name: str) -> _Ours:
    return next(each for each in _ours(text) if each.name == name)


def _ours(text: str) -> Iterator[_Ours]:
    hooks = json_places.read(text).get("hooks")
    for event in hooks.items if hooks is not None else ():
        for group in event.items:
            handlers = group.get("hooks")
            for handler in handlers.items if handlers is not None else ():
                command = handler.get("command")
                line = command.value if command is not None else None
                if handlers and isinstance(line, str) and line.startswith(_BEGINNING):
                    name = line.removeprefix(_BEGINNING).partition(" ")[0]
                    yield _Ours(event, group, handlers, handler, name)


def _text(content: bytes) -> str:
    """Return the text of a settings file. Raises ScaffoldError when it cannot be edited."""
    try:
        value = read_json(content)
    except UnreadableDataError as error:
        if _has_comments(content):
            line = error.why.rpartition("(")[2]
            raise refusal(
                SETTINGS_FILE,
                f"has a comment or a trailing comma ({line}, and JSON has neither",
                "take it out: Claude Code does not read such a file either",
            ) from None
        raise refusal(SETTINGS_FILE, error.why) from None
    text = json_places.text_of(content)
    if not isinstance(value, dict):
        raise refusal(SETTINGS_FILE, "holds no object", "put `{}` around its settings")
    hooks = value.get("hooks", {})
    if not isinstance(hooks, dict):
        raise refusal(SETTINGS_FILE, "has `hooks` that are no object")
    for event, groups in hooks.items():
        if not isinstance(groups, list):
            raise refusal(SETTINGS_FILE, f"has `hooks.{event}` that is no list")
    return text


def _has_comments(content: bytes) -> bool:
    try:
        return isinstance(read_json_with_comments(content), dict)
    except UnreadableDataError:
        return False
