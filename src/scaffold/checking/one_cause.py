"""Show what has one cause as one report: a handler without any step is one mistake."""

from collections.abc import Iterable

from scaffold.rules._rule import Diagnostic

_MOST = 8  # that are named; a handler may make hundreds of calls


def joined(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the reports with those of one cause as one, at the first of them.

    It comes last of all, for comments and baselines name lines.
    """
    groups: dict[tuple[object, ...], list[Diagnostic]] = {}
    for index, each in enumerate(diagnostics):
        alone = () if each.cause else (index,)
        key = each.path, each.rule, each.function, each.severity, each.cause, *alone
        groups.setdefault(key, []).append(each)
    return tuple(_one(*group) for group in groups.values())


def _one(first: Diagnostic, *others: Diagnostic) -> Diagnostic:
    lines: dict[str, list[int]] = {}
    for each in others:
        if each.line not in lines.setdefault(each.about, []):
            lines[each.about].append(each.line)
    lines.pop("", None)
    if not lines:
        return first
    listed = [f"{about} ({_lines(at)})" for about, at in list(lines.items())[:_MOST]]
    more = f" and {len(lines) - _MOST} more" if len(lines) > _MOST else ""
    return first._replace(
        message=f"{first.message}; the same goes for {', '.join(listed)}{more}",
        hint=first.hint.replace("wrap it:", "wrap each:"),
    )


def _lines(at: list[int]) -> str:
    return f"line{'s' if len(at) > 1 else ''} {', '.join(map(str, at))}"
