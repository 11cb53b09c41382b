"""Advice that fits the SDK that is installed."""

from collections.abc import Iterable

from scaffold.inngest.codebase import Codebase, SingleFile
from scaffold.rules._rule import Diagnostic
from scaffold.syntax.regexes import regex

# What SDKs before v3 spell in another way: a step's ID comes first only since v3, and so on.
_SINCE_V3 = regex(
    r"step\.(?!run\b)\w+|triggers|eventType|EventSchemas|referenceFunction|createFunction|serve\("
)


def fitted(
    found: Iterable[Diagnostic], project: Codebase
) -> tuple[list[Diagnostic], tuple[str, ...]]:
    """Return diagnostics without hints that the installed SDK does not know, and notes on why."""
    if isinstance(project, SingleFile):  # it knows of no version
        return list(found), ()
    fitting: list[Diagnostic] = []
    versions: dict[str, str] = {}
    for each in found:
        is_before = not each.path.endswith(".py") and project.packages.sdk(each.path) == "older"
        if is_before:
            folder = project.packages.folder(each.path)
            versions.setdefault(folder, project.packages.sdk_version(each.path) or "")
            if _SINCE_V3.search(each.hint):
                each = each._replace(hint="", edits=())
        fitting.append(each)
    notes = [
        f"`{folder or '.'}` uses `inngest` {version}: these rules are about v3 and v4, and hints"
        " that v2 cannot follow are left out; upgrade to v3 first"
        for folder, version in sorted(versions.items())
    ]
    return fitting, tuple(notes)
