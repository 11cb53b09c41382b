"""Whether a version is in a range, as npm and Python write ranges."""

import re

from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.version import InvalidVersion, Version

_NUMBERS = r"(\d+)(?:\.(\d+|[xX*]))?(?:\.(\d+|[xX*]))?"
_PART = re.compile(rf"(\^|~>?|>=|<=|>|<|=)?\s*v?{_NUMBERS}(?:-[\w.]+)?")


def is_in_python_range(version: str, wanted: str) -> bool | None:
    """Return whether a version is in a range of Python's; None when one cannot be read."""
    try:
        return SpecifierSet(wanted).contains(Version(version), prereleases=True)
    except (InvalidSpecifier, InvalidVersion):
        return None


def is_in_npm_range(version: str, wanted: str) -> bool | None:
    """Return whether a version is in a range of npm's; None when one cannot be read."""
    try:
        have = Version(version.removeprefix("v"))
    except InvalidVersion:
        return None
    verdicts = [_is_in_all(have, each.strip()) for each in wanted.split("||")]
    return True if True in verdicts else None if None in verdicts else False


def _is_in_all(have: Version, wanted: str) -> bool | None:
    if wanted in ("", "*", "x", "latest"):
        return True
    if " - " in wanted:
        lowest, _, highest = wanted.partition(" - ")
        wanted = f">={lowest.strip()} <={highest.strip()}"
    specifiers: list[str] = []
    at = 0
    for match in _PART.finditer(wanted):
        if wanted[at : match.start()].strip():
            return None
        at = match.end()
        specifiers += _specifiers(match)
    if wanted[at:].strip() or not specifiers:
        return None
    return SpecifierSet(",".join(specifiers)).contains(have, prereleases=True)


def _specifiers(match: re.Match[str]) -> list[str]:
    given = [part for part in match.groups()[1:] if part is not None and part.isdecimal()]
    numbers = [int(part) for part in given]
    lowest = ".".join(map(str, numbers))
    sign = match[1] or "="
    if sign in (">=", "<", ">", "<="):
        if sign in (">", "<=") and len(numbers) < 3:
            # `>20` is more than every 20, `<=20` has them all.
            return [(">=" if sign == ">" else "<") + _next(numbers)]
        return [f"{sign}{lowest}"]
    if sign == "=" and len(numbers) == 3:
        return [f"=={lowest}"]
    if sign == "^":
        fixed = next((n for n, each in enumerate(numbers) if each), len(numbers) - 1)
        return [f">={lowest}", f"<{_next(numbers[: fixed + 1])}"]
    return [f">={lowest}", f"<{_next(numbers[:2])}"]


def _next(numbers: list[int]) -> str:
    """Return the lowest version above all that begin with these numbers."""
    return ".".join(map(str, [*numbers[:-1], numbers[-1] + 1]))
