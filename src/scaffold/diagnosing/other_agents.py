"""Files for other agents that say something else than ours, or that their agent does not read."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from scaffold.diagnosing.agent_files import FRONT, agent_files, front_of
from scaffold.diagnosing.subject import Problem, Subject, warning


class _Saying(NamedTuple):
    """Words about Inngest that are wrong, for the SDKs they are wrong for."""

    words: re.Pattern[str]
    sdks: tuple[str, ...]
    why: str


_ALL = ("v4", "v3", "python")
_SAYINGS = (
    _Saying(
        re.compile(r"createFunction\(\s*\{[^{}]*\}\s*,\s*\{[^{}]*\}\s*,"), ("v4",),
        "three arguments for `createFunction`: SDK v4 throws while the route loads",
    ),
    _Saying(
        re.compile(r"createFunction\(\s*\{[^{}]*\btriggers\s*:"), ("v3",),
        "`triggers` in the options of `createFunction`: SDK v3 does not read them",
    ),
    _Saying(
        re.compile(r"\bEventSchemas\b"), ("v4",), "`EventSchemas`, which SDK v4 does not have"
    ),
    _Saying(
        re.compile(r"\beventType\("), ("v3",), "`eventType`, which SDK v3 does not have"
    ),
    _Saying(
        re.compile(r"\bidempotencyKey\b(?!.{0,60}(?:nothing|never|not|no effect))"), _ALL,
        "`idempotencyKey` on an event, which no SDK reads",
    ),
    _Saying(
        re.compile(r"\bisDev\s*:\s*true|\bis_production\s*=\s*False"), _ALL,
        "dev mode written into the client",
    ),
    _Saying(
        re.compile(r"(?i)\binngest\b[^\n]{0,40}\bSDK v?3\b|\bSDK v3\b"), ("v4",), "SDK v3"
    ),
    _Saying(
        re.compile(r"(?i)\binngest\b[^\n]{0,40}\bSDK v?4\b|\bSDK v4\b"), ("v3",), "SDK v4"
    ),
)  # fmt: skip
# The keys that an agent reads in its files, and the type that each must have.
_CURSOR: dict[str, type] = {"description": str, "globs": str, "alwaysApply": bool}
_COPILOT: dict[str, type] = {"applyTo": str, "description": str}


def contradictions(subject: Subject) -> Iterator[Problem]:
    """Find files for any agent that teach another SDK than the one the project has."""
    sdks = _sdks(subject)
    for path in agent_files(subject):
        text = subject.text(path)
        if "nngest" not in text:
            continue
        ours = subject.ours(path)
        is_managed = ".claude/" in path and "inngest" in path and subject.restorable
        for saying in _SAYINGS:
            match = saying.words.search(text) if sdks and sdks <= {*saying.sdks} else None
            if match is None or is_managed:
                continue
            line = subject.line(path, match.start())
            if line not in ours:
                yield warning(
                    f"it teaches {saying.why}; this project has {_title(sdks)}",
                    "take it out, or write it as `CLAUDE.md` does; `scaffold explain "
                    "sdk-mismatch` shows both",
                    path,
                    line,
                )


def dialects(subject: Subject) -> Iterator[Problem]:
    """Find frontmatter that Cursor or Copilot does not read, and says nothing about."""
    for path in agent_files(subject):
        if path.endswith(".mdc"):
            known, agent = _CURSOR, "Cursor"
        elif path.endswith(".instructions.md"):
            known, agent = _COPILOT, "Copilot"
        else:
            continue
        yield from _dialect(subject, path, known, agent)


def _dialect(subject: Subject, path: str, known: dict[str, type], agent: str) -> Iterator[Problem]:
    text = subject.text(path)
    needed = "alwaysApply" if agent == "Cursor" else "applyTo"
    example = "alwaysApply: true" if agent == "Cursor" else 'applyTo: "**/*.ts"'
    if FRONT.match(text) is None:
        yield warning(
            f"it has no frontmatter, so {agent} loads it for no file",
            f"begin it with `---`, `{example}`, `---`", path, 1,
        )  # fmt: skip
        return
    value, why = front_of(_quoted(text))
    if why:
        yield warning(
            f"its frontmatter {why}, so {agent} skips it", "quote the globs", path, 1,
        )  # fmt: skip
        return
    front = value if isinstance(value, dict) else {}
    for key, each in front.items():
        wanted = known.get(str(key))
        if wanted is None:
            yield warning(
                f"{agent} reads no key `{key}`", f"it reads {', '.join(known)}", path, 1,
            )  # fmt: skip
        elif each is not None and not isinstance(each, wanted):
            form = "`true` or `false`" if wanted is bool else "a text; globs joined by commas"
            yield warning(
                f"{agent} skips the file: `{key}` is not {form}", f"write {form}", path, 1,
            )  # fmt: skip
    if needed not in front and not front.get("globs") and not front.get("description"):
        yield warning(
            f"nothing in it says when {agent} loads it", f"add `{example}`", path, 1,
        )  # fmt: skip


def _quoted(front: str) -> str:
    """Return frontmatter as Cursor reads it: a glob needs no quotes, though YAML wants them."""
    return re.sub(r"(?m)^(globs|applyTo): (?![\"'\[])(.*\*.*)$", r'\1: "\2"', front)


def _sdks(subject: Subject) -> set[str]:
    if subject.project.stack is not None:
        return {subject.project.stack.sdk}
    packages = subject.codebase.packages
    return {sdk for path in subject.sources if (sdk := packages.sdk(path)) is not None}


def _title(sdks: set[str]) -> str:
    names = ["the Python SDK" if sdk == "python" else f"SDK {sdk}" for sdk in sorted(sdks)]
    return " and ".join(names)
