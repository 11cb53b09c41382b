"""What stands in front of a handler in a Next.js app: its `middleware.ts` or `proxy.ts`."""

import posixpath
from typing import NamedTuple

from scaffold.code.bindings import resolve
from scaffold.code.values import Value
from scaffold.inngest.codebase import Codebase

_NAMES = ("middleware", "proxy")
_SUFFIXES = (".ts", ".js", ".tsx", ".mts", ".mjs")


class Gate(NamedTuple):
    """A file that sees requests first, and the `matcher` that says which; empty without one."""

    path: str
    matcher: str


def gates(codebase: Codebase, folder: str) -> list[Gate]:
    """Return the gates of the package in a folder."""
    found = []
    for below in ("", "src"):
        for name in _NAMES:
            for suffix in _SUFFIXES:
                path = posixpath.join(folder, below, f"{name}{suffix}")
                if path in codebase.modules.paths:
                    found.append(Gate(path, _matcher(codebase, path)))
    return found


def _matcher(codebase: Codebase, path: str) -> str:
    facts = codebase.facts(path)
    if facts is None:
        return ""
    config = resolve(facts.outline.module, "config", ())
    if config.kind != "object" or config.expr is None:
        return ""
    matcher = Value(config.expr, facts.outline.module, codebase).entry("matcher")
    return " ".join(matcher.text.split()) if matcher is not None else ""
