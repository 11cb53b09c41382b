"""Our entry in `.mcp.json`, the Inngest Dev Server: put it in, take it out, and no more."""

from typing import Any

from scaffold.disk.data_files import UnreadableDataError, read_json
from scaffold.errors import ScaffoldError
from scaffold.updating import json_places
from scaffold.updating.json_places import Place, refusal

MCP_FILE = ".mcp.json"
_SERVERS = "mcpServers"


def has_server(content: bytes, wanted: bytes) -> bool:
    """Return whether a file has our server as wanted; False when it cannot be read."""
    try:
        text, (name, server) = _text(content), _ours(wanted)
    except ScaffoldError:
        return False
    here = _entry(text, name)
    return here is not None and here.value == server


def with_server(content: bytes | None, wanted: bytes, before: bytes | None = None) -> bytes:
    """Return a file with our server as wanted; every other byte stays.

    `before` is what an earlier version put there: one that is no longer like that was changed by
    the user, on another port perhaps, and stays. Raises ScaffoldError for a file that cannot be
    read.
    """
    if content is None:
        return wanted
    text, (name, server) = _text(content), _ours(wanted)
    here = _entry(text, name)
    if here is not None:
        outdated = before is not None and here.value == _ours(before)[1]
        done = _changed(text, name, server) if outdated else text
    elif (servers := json_places.read(text).get(_SERVERS)) is not None:
        done = json_places.append(text, servers, name, server)
    else:
        done = json_places.append(text, json_places.read(text), _SERVERS, {name: server})
    return json_places.in_place_of(content, done)


def without_server(content: bytes, wanted: bytes) -> bytes:
    """Return a file without our server, and without the object that held nothing else.

    Raises ScaffoldError for a file that cannot be read.
    """
    text, (name, _) = _text(content), _ours(wanted)
    here, root = _entry(text, name), json_places.read(text)
    servers = root.get(_SERVERS)
    if here is None or servers is None:
        return content
    holder, gone = (servers, here) if len(servers.items) > 1 else (root, servers)
    return json_places.in_place_of(content, json_places.take_out(text, holder, gone))


def _changed(text: str, name: str, server: dict[str, Any]) -> str:
    """Return the text with our server as wanted, and each line of it where it stands."""
    for key in {**server, **_at(text, name).value}:
        here = _at(text, name)
        value = here.get(key)
        if key not in server and value is not None:
            text = json_places.take_out(text, here, value)
        elif value is None:
            text = json_places.append(text, here, key, server[key])
        elif value.value != server[key]:
            text = json_places.replace(text, value, server[key])
    return text


def _at(text: str, name: str) -> Place:
    found = _entry(text, name)
    assert found is not None
    return found


def _ours(wanted: bytes) -> tuple[str, Any]:
    """The name of the one server in a file of ours, and what it says."""
    ((name, server),) = json_places.read(_text(wanted)).value[_SERVERS].items()
    return name, server


def _entry(text: str, name: str) -> Place | None:
    servers = json_places.read(text).get(_SERVERS)
    return servers.get(name) if servers is not None else None


def _text(content: bytes) -> str:
    """Return the text of such a file. Raises ScaffoldError when it cannot be edited."""
    try:
        value = read_json(content)
    except UnreadableDataError as error:
        raise refusal(MCP_FILE, error.why) from None
    if not isinstance(value, dict) or not isinstance(value.get(_SERVERS, {}), dict):
        raise refusal(MCP_FILE, f"has no object with `{_SERVERS}`")
    return json_places.text_of(content)
