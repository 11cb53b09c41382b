"""The scripts and version ranges of ours in `package.json` and `pyproject.toml`.

Both files are the user's; a value changes only while it is the one the template wrote.
"""

import json
import re
from collections.abc import Callable
from typing import Any

from scaffold.disk.data_files import read_json, read_toml
from scaffold.updating import json_places
from scaffold.updating.manifests import NODE, PYPROJECT, entries_of, requirements_of
from scaffold.updating.text_merge import in_the_style_of, plain

_NAME = re.compile(r"[A-Za-z0-9._-]+(\[[^\]]*\])?")
_NODE_TABLES = ("engines", "scripts", "dependencies", "devDependencies")

Values = dict[tuple[str, ...], str]


def merge_manifest(
    path: str, current: bytes, old: bytes, new: bytes
) -> tuple[bytes, list[str]] | None:
    """Return the file with values of ours brought up to date, and a note for each left alone.

    None when the path is no manifest, or one of the three does not parse.
    """
    read = _FORMATS.get(path)
    if read is None:
        return None
    parse, values = read
    try:
        text, before, after = (plain(one).decode() for one in (current, old, new))
        documents = parse(text), parse(before), parse(after)
    except ValueError:
        return None
    mine, had, wanted = (values(document) for document in documents)
    notes = []
    for key, value in wanted.items():
        place, previous, present = f"`{key[-1]}` of `{key[0]}`", had.get(key), mine.get(key)
        if value in (previous, present):
            continue
        if previous is not None and present == previous:
            changed = _replaced(text, previous, value, parse, values, {**mine, key: value})
            if changed is not None:
                text, mine = changed, {**mine, key: value}
                continue
        if present is None and previous is not None:
            continue
        if present is None and key[0] == "scripts":
            # Another script of ours may call it, and the name is free.
            added = _with_script(text, key[1], value)
            if added is not None and values(parse(added)) == {**mine, key: value}:
                text, mine = added, {**mine, key: value}
                continue
        has = "has none" if present is None else f"stays at `{present}`"
        notes.append(f"{place} in `{path}` {has}; the template has `{value}`")
    notes += [
        f"`{key[-1]}` of `{key[0]}` in `{path}` stays; the template has it no more"
        for key in had
        if key not in wanted and key in mine
    ]
    content = text.encode()
    return (current if content == plain(current) else in_the_style_of(current, content)), notes


def _replaced(
    text: str,
    previous: str,
    value: str,
    parse: Callable[[str], Any],
    values: Callable[[Any], Values],
    wanted: Values,
) -> str | None:
    """Return the text with the one occurrence replaced that makes the values the wanted ones."""
    for quote in ('"', "'"):
        escaped = json.dumps(previous)[1:-1] if quote == '"' else previous
        instead = json.dumps(value)[1:-1] if quote == '"' else value
        start = text.find(quote + escaped + quote)
        while start >= 0:
            end = start + len(escaped) + 2
            tried = f"{text[:start]}{quote}{instead}{quote}{text[end:]}"
            try:
                if values(parse(tried)) == wanted:
                    return tried
            except ValueError:
                pass
            start = text.find(quote + escaped + quote, start + 1)
    return None


def _with_script(text: str, name: str, value: str) -> str | None:
    """Return the text of a `package.json` with one more script, None when it has no scripts."""
    scripts = json_places.read(text).get("scripts")
    return None if scripts is None else json_places.append(text, scripts, name, value)


def _node_values(document: Any) -> Values:
    return {(table, name): value for table, name, value in entries_of(document, _NODE_TABLES)}


def _python_values(document: Any) -> Values:
    return {
        (table, match[0].lower()): requirement
        for table, requirement in requirements_of(document)
        if (match := _NAME.match(requirement))
    }


_FORMATS: dict[str, tuple[Callable[[str], Any], Callable[[Any], Values]]] = {
    NODE: (read_json, _node_values),
    PYPROJECT: (read_toml, _python_values),
}
