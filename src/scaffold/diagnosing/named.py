"""What the files for agents name: files, scripts and commands that do not exist."""

import re
from collections.abc import Iterator

from scaffold.diagnosing.agent_files import agent_files
from scaffold.diagnosing.subject import Problem, Subject
from scaffold.disk.well_known import SKIPPED_FOLDERS
from scaffold.shown import argument

_CODE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_FENCE = re.compile(r"^(```+|~~~+)[ \t]*(\w*)[^\n]*\n(.*?)^\1[ \t]*$", re.MULTILINE | re.DOTALL)
_SHELL = ("", "sh", "bash", "shell", "console", "zsh")
_IMPORT = re.compile(r"(?<![\w`@/])@((?:\./)?[\w-][\w./-]*\.\w+)")
_PATH = re.compile(
    r"(?:\./)?([\w.()\[\]@-]+(?:/[\w.()\[\]@-]+)+"
    r"\.(?:[cm]?[jt]sx?|py|json|mdc?|toml|ya?ml|sql|sh|css|prisma))"
)
# Names that stand for any file.
_ANY = re.compile(
    r"(?:^|/)(?:path|to|your|my|foo|bar|example|NAME)(?:[-/.]|$)|\.\.\.|<|\{|^node_modules/|^@"
)
_RUN = re.compile(r"\b(npm|pnpm|yarn|bun) (?:run(?:-script)? )([\w:.-]+)(?![\w/])")
_BARE = re.compile(r"^(pnpm|yarn) ([a-z][\w:-]*)$")
_OURS = re.compile(r"\b(?:inngest-)?scaffold ((?:[a-z][a-z-]*)(?: (?:[a-z][a-z-]*))?)?([^`\n&|;]*)")
_OPTION = re.compile(r"(?<![\w-])(--[a-z][a-z-]*)")
# Commands of package managers, which no script needs to define.
_BUILT_IN = frozenset(
    {
        "add", "audit", "build", "ci", "config", "create", "dedupe", "deploy", "dlx", "exec", "i",
        "import", "init", "install", "link", "list", "ls", "outdated", "pack", "patch", "prune",
        "publish", "rebuild", "remove", "rm", "root", "run", "setup", "start", "store", "test",
        "unlink", "up", "update", "upgrade", "version", "why", "workspace", "workspaces",
    }
)  # fmt: skip


def files(subject: Subject) -> Iterator[Problem]:
    """Find files that are named to agents and do not exist."""
    for path in agent_files(subject):
        seen: set[str] = set()
        for line, name in _named_files(subject, path):
            if name in seen or _exists(subject, path, name):
                continue
            seen.add(name)
            is_ours = line in subject.ours(path)
            yield Problem(
                f"it names `{name}`, and there is no such file",
                _mend(subject, name) if is_ours else "name the file that agents are to read",
                path,
                line,
                severity="error" if is_ours else "warning",
            )


def commands(subject: Subject) -> Iterator[Problem]:
    """Find scripts and commands of this program that are named to agents and do not exist."""
    for path in agent_files(subject):
        seen: set[str] = set()
        for line, text in _code(subject.text(path)):
            for said, mend in _unknown(subject, text):
                if said not in seen:
                    seen.add(said)
                    yield Problem(
                        f"it names `{said}`, and there is no such command", mend, path, line,
                        severity="error" if line in subject.ours(path) else "warning",
                    )  # fmt: skip


def _unknown(subject: Subject, text: str) -> Iterator[tuple[str, str]]:
    """Yield the commands in a line of code that do not exist, and how that is mended."""
    scripts = subject.table("package.json").get("scripts")
    if isinstance(scripts, dict):
        bare = [one for one in _BARE.finditer(text.strip()) if one[2] not in _BUILT_IN]
        for named in (*_RUN.finditer(text), *bare):
            name = named[2].rstrip(".:")
            if name not in scripts and not re.search(r"\.[cm]?[jt]sx?$", name):
                yield named[0].strip(), f"add a script `{name}` to `package.json`, or name another"
    for match in _OURS.finditer(text):
        first, _, second = (match[1] or "").partition(" ")
        if not first or (match.start() and text[match.start() - 1] in "./-"):
            continue
        name = f"{first} {second}" if f"{first} {second}" in subject.commands else first
        known = subject.commands.get(name)
        if known is None:
            yield f"scaffold {first}", "upgrade inngest-scaffold, or see `scaffold --help`"
            continue
        for option in _OPTION.findall(match[2]):
            if option not in known and option != "--help":
                yield f"scaffold {name} {option}", f"see `scaffold {name} --help`"


def _named_files(subject: Subject, path: str) -> Iterator[tuple[int, str]]:
    text = subject.text(path)
    if path.rpartition("/")[2].startswith("CLAUDE"):
        without = re.sub(_FENCE, lambda match: "\n" * match[0].count("\n"), text)
        bare = re.sub(_CODE, "", without)
        for match in _IMPORT.finditer(bare):
            yield bare.count("\n", 0, match.start()) + 1, match[1].removeprefix("./")
    for line, code in _code(text):
        whole = _PATH.fullmatch(code.strip())
        if whole is not None and not _ANY.search(whole[1]):
            yield line, whole[1]


def _code(text: str) -> Iterator[tuple[int, str]]:
    """Yield the code in Markdown that is no program: in backticks, and what a shell gets."""
    for match in _FENCE.finditer(text):
        if match[2] in _SHELL:
            first = text.count("\n", 0, match.start(3)) + 1
            for number, line in enumerate(match[3].splitlines()):
                yield first + number, line.removeprefix("$ ")
    bare = re.sub(_FENCE, lambda match: "\n" * match[0].count("\n"), text)
    for match in _CODE.finditer(bare):
        yield bare.count("\n", 0, match.start()) + 1, match[1]


def _exists(subject: Subject, path: str, name: str) -> bool:
    """Whether a name leads to a file: from the root, from the folder of the file, or from any."""
    if not SKIPPED_FOLDERS.isdisjoint(name.split("/")):
        return True
    folder = path.rpartition("/")[0]
    if subject.has(name) or subject.has(f"{folder}/{name}"):
        return True
    return any(each.endswith(f"/{name}") for each in subject.files.paths())


def _mend(subject: Subject, name: str) -> str:
    for answer, value in (subject.project.answers or {}).items():
        if value == name and answer.endswith("_path"):
            return f"say where it is now: scaffold update --set {answer}=PATH"
    return f"bring it back: scaffold update --restore {argument(name)}"
