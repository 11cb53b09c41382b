"""Functions that have a folder each: `send-receipt/index.ts`, `send_receipt/handler.py`."""

import posixpath

from scaffold.names import words

# What may follow the name of a function in its symbol and not in that of its folder.
_ROLES = ("function", "fn", "job", "task", "handler", "workflow")


def pattern(path: str) -> str:
    """Return the name of a file with `*` for what it shares with its folder: `*.ts`, `index.ts`."""
    folder, name = posixpath.split(path)
    stem, dot, ending = name.partition(".")
    return f"*{dot}{ending}" if stem == posixpath.basename(folder) else name


def are_beside(one: str, other: str) -> bool:
    """Whether two modules hold functions side by side: in one folder, or in a folder each."""
    folder, of_other = posixpath.dirname(one), posixpath.dirname(other)
    if folder == of_other:
        return True
    parents = posixpath.dirname(folder), posixpath.dirname(of_other)
    return parents[0] == parents[1] and bool(folder and of_other) and pattern(one) == pattern(other)


def is_named_for(folder: str, name: str | None) -> bool:
    """Whether a folder has the name of a function, by its ID or its symbol."""
    spoken = words(name or "")
    if len(spoken) > 1 and spoken[-1] in _ROLES:
        spoken = spoken[:-1]
    own = words(posixpath.basename(folder))
    return bool(own) and spoken in (own, own[:-1] if own[-1] in _ROLES else own)
