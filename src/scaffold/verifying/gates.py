"""What stands in front of a handler in a Next.js app: its `middleware.ts` or `proxy.ts`."""

import posixpath
from typing import NamedTuple

from scaffold.code.bindings import resolve
from scaffold.code.values import Value
from scaffold.inngest.codebase import Codebase
from scaffold.inngest.middleware import IN_FRONT


class Gate(NamedTuple):
    """A file that sees requests first, and the `matcher` that says which; empty without one."""

    path: str
    matcher: str


def gates(codebase: Codebase, folder: str) -> list[Gate]:
    """Return the gates of the package in a folder."""
    named = map(IN_FRONT.fullmatch, sorted(codebase.modules.paths))
    own = (each[0] for each in named if each and each["app"] == posixpath.join(folder, ""))
    return [Gate(path, _matcher(codebase, path)) for path in own]


def _matcher(codebase: Codebase, path: str) -> str:
    facts = codebase.facts(path)
    if facts is None:
        return ""
    config = resolve(facts.outline.module, "config", ())
    if config.kind != "object" or config.expr is None:
        return ""
    matcher = Value(config.expr, facts.outline.module, codebase).entry("matcher")
    return " ".join(matcher.text.split()) if matcher is not None else ""
