"""Which files stand beside an app: scripts that a person runs, examples, benchmarks."""

from scaffold.syntax.regexes import regex

_ASIDE = regex(r"(^|/)(scripts?|bin|tools?|examples?|docs?|bench\w*|seed\w*)/")


def is_aside(path: str) -> bool:
    """Whether a file is none that the app runs in production, by its folder."""
    return _ASIDE.search(path) is not None
