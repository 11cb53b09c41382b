"""The files for agents: what loads when, what is too long, and markers that are torn."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pathspec import GitIgnoreSpec

from scaffold.diagnosing.subject import Problem, Subject, warning
from scaffold.disk.data_files import UnreadableDataError, read_yaml
from scaffold.shown import argument

_RULE = re.compile(r"(?:^|/)\.claude/rules/.+\.md$")
_AGENT_FILE = re.compile(
    r"(?:^|/)(?:CLAUDE(?:\.local)?|AGENTS|GEMINI)\.md$|(?:^|/)\.claude/(?:rules|skills)/.+\.md$"
    r"|(?:^|/)\.(?:cursorrules|windsurfrules|clinerules)$|(?:^|/)\.cursor/rules/.+\.mdc$"
    r"|^\.github/(?:copilot-instructions|instructions/.+\.instructions)\.md$"
)
FRONT = re.compile(r"\A---\n(.*?\n)---(?:\n|\Z)", re.DOTALL)
_MOST_BRACES = 200


class _Limit(NamedTuple):
    name: re.Pattern[str]
    lines: int
    characters: int
    why: str


_LIMITS = (
    _Limit(
        re.compile(r"(?:^|/)CLAUDE\.md$"), 200, 40_000,
        "Claude Code loads it whole in every session, and follows long ones badly",
    ),
    _Limit(
        re.compile(r"(?:^|/)AGENTS\.md$"), 400, 32_768, "Codex reads the first 32 KiB of it"
    ),
    _Limit(_RULE, 200, 20_000, "it is loaded whole beside CLAUDE.md"),
    _Limit(
        re.compile(r"/SKILL\.md$"), 500, 40_000, "a skill is loaded whole when it is used"
    ),
)  # fmt: skip


class _Marker(NamedTuple):
    """How a tool marks its part of a file; `{}` is what both lines have in common."""

    begin: re.Pattern[str]
    end: str


_MARKERS = (
    _Marker(re.compile(r"<!-- (scaffold):begin\b.*?-->"), "<!-- {}:end"),
    _Marker(re.compile(r"<!-- BEGIN:([\w-]+) -->"), "<!-- END:{} -->"),
    _Marker(re.compile(r"<!-- BEGIN ([\w -]+?) -->"), "<!-- END {} -->"),
    _Marker(re.compile(r"<!-- ([\w-]+)-START -->"), "<!-- {}-END -->"),
    _Marker(re.compile(r"<!-- ((?!scaffold)[\w-]+):(?:begin|start) -->"), "<!-- {}:end -->"),
)
_CONFLICT = re.compile(r"^<{7} .*$[\s\S]*?^>{7} ", re.MULTILINE)
_OURS = "scaffold"


def agent_files(subject: Subject) -> list[str]:
    """Return the files of the project that instruct coding agents."""
    return [path for path in subject.files.paths() if _AGENT_FILE.search(path)]


def dead_globs(subject: Subject) -> Iterator[Problem]:
    """Find `paths:` of rules that match no file of the project."""
    for path, front in _fronts(subject):
        globs = _listed(front.get("paths"))
        dead = [glob for glob in globs if not _matches(subject, path, glob)]
        if not dead:
            continue
        names = ", ".join(f"`{glob}`" for glob in dead)
        verb = "matches" if len(dead) == 1 else "match"
        is_never = len(dead) == len(globs)
        yield Problem(
            f"{names} in its `paths` {verb} no file"
            + (", so these rules are never loaded" if is_never else ""),
            _moved(subject, dead) or "write the globs of the files that the rules are about",
            path,
            _line(subject, path, dead[0]),
            severity="error" if is_never else "warning",
        )


def ignored_globs(subject: Subject) -> Iterator[Problem]:
    """Find frontmatter with a key that Claude Code does not read."""
    for path, front in _fronts(subject):
        for key in front:
            if str(key) in ("globs", "glob", "path", "applyTo", "alwaysApply"):
                yield Problem(
                    f"Claude Code reads `paths`, not `{key}`: the file is loaded in every session",
                    f"rename the key: sed -i.bak 's/^{key}:/paths:/' {path}",
                    path,
                    _line(subject, path, f"{key}:"),
                )


def unreadable_frontmatter(subject: Subject) -> Iterator[Problem]:
    """Find frontmatter that is no YAML, so that nothing in it counts."""
    for path in filter(_RULE.search, agent_files(subject)):
        value, why = front_of(subject.text(path))
        if why:
            yield Problem(
                f"its frontmatter {why}, so its `paths` do not count",
                'quote the globs: `- "inngest/**/*.ts"`',
                path,
                1,
            )
        elif not isinstance(value, dict):
            yield Problem("its frontmatter holds no keys", "write `paths:` and a list", path, 1)


def too_long(subject: Subject) -> Iterator[Problem]:
    """Find files for agents that are longer than agents read or follow."""
    for path in agent_files(subject):
        limit = next((each for each in _LIMITS if each.name.search(path)), None)
        if limit is None:
            continue
        text = subject.text(path)
        lines = text.count("\n") + 1
        if lines > limit.lines or len(text) > limit.characters:
            yield warning(
                f"{lines} lines, {len(text):,} characters: {limit.why}",
                f"keep it under {limit.lines} lines: move what is about some files into "
                "`.claude/rules/NAME.md` with `paths:`",
                path,
            )


def torn_markers(subject: Subject) -> Iterator[Problem]:
    """Find blocks of ours or of another tool with one marker line, or with two of one kind."""
    for path in agent_files(subject):
        text = subject.text(path)
        for marker in _MARKERS:
            names = dict.fromkeys(match[1] for match in marker.begin.finditer(text))
            for name in names:
                yield from _torn(subject, path, marker, name)
        if "<!-- scaffold:begin" not in text and "<!-- scaffold:end" in text:
            at = text.index("<!-- scaffold:end")
            yield _torn_at(subject, path, at, _OURS, "has an end line and no begin line")


def conflicts(subject: Subject) -> Iterator[Problem]:
    """Find conflict markers that a merge left in a file for agents."""
    for path in agent_files(subject):
        match = _CONFLICT.search(subject.text(path))
        if match is not None:
            yield Problem(
                "a merge left both sides of a conflict in it",
                f"edit what stands between the markers, then: git add {argument(path)}",
                path,
                subject.line(path, match.start()),
            )


def hidden(subject: Subject) -> Iterator[Problem]:
    """Find an AGENTS.md that Claude Code does not read because there is a CLAUDE.md."""
    for path in agent_files(subject):
        folder, slash, name = path.rpartition("/")
        beside = f"{folder}{slash}CLAUDE.md"
        if name != "AGENTS.md" or not subject.has(beside):
            continue
        if not re.search(r"(?m)(?:^|\s)@(?:\./)?AGENTS\.md\b", subject.text(beside)):
            yield warning(
                f"Claude Code reads `{beside}` and not this file, which it does not import",
                f"put `@AGENTS.md` on a line of `{beside}`",
                path,
            )


def _torn(subject: Subject, path: str, marker: _Marker, name: str) -> Iterator[Problem]:
    text = subject.text(path)
    begins = [match.start() for match in marker.begin.finditer(text) if match[1] == name]
    ends = [m.start() for m in re.finditer(re.escape(marker.end.format(name)), text)]
    if len(begins) > 1 and len(ends) == len(begins):
        yield _torn_at(subject, path, begins[1], name, f"is there {len(begins)} times")
    elif len(begins) != len(ends):
        what = "no end line" if not ends else f"{len(begins)} begin and {len(ends)} end lines"
        yield _torn_at(subject, path, begins[-1], name, f"has {what}")
    elif ends[0] < begins[0]:
        yield _torn_at(subject, path, begins[0], name, "ends before it begins")


def _torn_at(subject: Subject, path: str, at: int, name: str, what: str) -> Problem:
    if name == _OURS:
        mend = f"take its marker lines out, then: scaffold update --restore {argument(path)}"
        if not subject.restorable:
            mend = "put the missing marker line back, as `git log -p` shows it"
    else:
        mend = f"take the torn block `{name}` out; its tool writes it anew"
    return Problem(
        f"the block `{name}` {what}, so its owner takes no part of the file for its own",
        mend,
        path,
        subject.line(path, at),
    )


def _fronts(subject: Subject) -> Iterator[tuple[str, Mapping[str, object]]]:
    for path in filter(_RULE.search, agent_files(subject)):
        value, _ = front_of(subject.text(path))
        if isinstance(value, dict):
            yield path, value


def front_of(text: str) -> tuple[object, str]:
    """Return what the frontmatter of a text holds, a table of nothing without any; or why not."""
    found = FRONT.match(text)
    try:
        return read_yaml(found[1]) if found is not None else {}, ""
    except UnreadableDataError as error:
        return None, error.why


def _listed(value: object) -> list[str]:
    if isinstance(value, str):
        return [part.strip() for part in re.split(r",(?![^{]*\})", value) if part.strip()]
    return [str(each) for each in value] if isinstance(value, list) else []


def _matches(subject: Subject, rule: str, glob: str) -> bool:
    """Whether a glob matches a file, from the folder that the rules are for."""
    top = rule.partition(".claude/")[0]
    lines = [f"/{each.removeprefix('./').lstrip('/')}" for each in expanded(glob)]
    try:
        spec = GitIgnoreSpec.from_lines(lines)
    except ValueError:
        return True
    paths = (path.removeprefix(top) for path in subject.files.paths() if path.startswith(top))
    if any(spec.match_file(path) for path in paths):
        return True
    # Git ignores what is nevertheless opened.
    return any(spec.match_file(name) and subject.has(top + name) for name in (".env", ".env.local"))


def expanded(glob: str) -> list[str]:
    """Return what the braces of a glob stand for."""
    done: list[str] = []
    todo = [glob]
    while todo and len(done) + len(todo) < _MOST_BRACES:
        each = todo.pop()
        match = re.search(r"\{([^{}]*)\}", each)
        if match is None:
            done.append(each)
        else:
            todo += [each[: match.start()] + x + each[match.end() :] for x in match[1].split(",")]
    return done + todo


def _moved(subject: Subject, dead: list[str]) -> str:
    """Return the command that tells the template where a file of ours has gone."""
    answers = subject.project.answers or {}
    for name in ("client_path", "events_path", "registry_path", "functions_path", "tests_path"):
        value = answers.get(name)
        if isinstance(value, str) and any(glob.startswith(value) for glob in dead):
            return f"say where it is now: scaffold update --set {name}=PATH"
    return ""


def _line(subject: Subject, path: str, what: str) -> int:
    return subject.line(path, max(subject.text(path).find(what), 0))
