"""The programs that a project needs: git, Node.js, Python, and its package manager."""

import re
from collections.abc import Iterator

from scaffold.diagnosing.ranges import is_in_npm_range, is_in_python_range
from scaffold.diagnosing.subject import Problem, Subject, warning
from scaffold.disk.data_files import table_in
from scaffold.disk.programs import find_program, how_to_install
from scaffold.inngest.lock_files import MANAGER_BY_LOCK

# What copier updates with, and what tells the settings of a repository from the user's.
OLDEST_GIT = (2, 27)
# Next.js 16 and SDK v4 start on none that is older.
NODE = ">=20.9"
_LOCKS = {**MANAGER_BY_LOCK["typescript"], **MANAGER_BY_LOCK["python"]}
_JAVASCRIPT = ("npm", "pnpm", "yarn", "bun")


def git(subject: Subject) -> Iterator[Problem]:
    """Find a git that is missing or too old."""
    version = subject.version_of("git")
    if version is None:
        yield Problem(
            "cannot find `git`: updates, `--changed` and the stop hook read the repository with it",
            f"install git: {how_to_install('git')}",
        )
    elif tuple(map(int, version.split(".")[:2])) < OLDEST_GIT:
        oldest = ".".join(map(str, OLDEST_GIT))
        yield Problem(
            f"git is {version}, and `update` needs {oldest} or later",
            f"upgrade git: {how_to_install('git')}",
        )


def node(subject: Subject) -> Iterator[Problem]:
    """Find a Node.js that is missing or not the one that the project asks for."""
    if "typescript" not in subject.languages:
        return
    version = subject.version_of("node")
    asked = table_in(subject.table("package.json"), "engines").get("node")
    wanted = asked if isinstance(asked, str) else NODE
    who = "`engines` in `package.json` asks for" if isinstance(asked, str) else "Inngest needs"
    if version is None:
        yield Problem(
            f"cannot find `node`: {who} Node.js {wanted}, to run the app and the Dev Server",
            f"install Node.js: {how_to_install('node')}",
        )
    elif is_in_npm_range(version, wanted) is False:
        yield Problem(
            f"Node.js is {version}, and {who} {wanted}",
            f"install Node.js {wanted}: {how_to_install('node')}",
        )


def python(subject: Subject) -> Iterator[Problem]:
    """Find a virtual environment whose Python is not the one that the project asks for."""
    if "python" not in subject.languages:
        return
    wanted = table_in(subject.table("pyproject.toml"), "project").get("requires-python")
    version = _environment_version(subject)
    if not isinstance(wanted, str) or version is None:
        return
    if is_in_python_range(version, wanted) is False:
        mend = "uv sync" if manager_of(subject) == "uv" else "python3 -m venv --clear .venv"
        yield Problem(
            f"`.venv` has Python {version}, and `requires-python` asks for {wanted}",
            f"make it anew with a newer Python: {mend}",
            "pyproject.toml",
        )


def package_manager(subject: Subject) -> Iterator[Problem]:
    """Find a package manager that is missing, another version, or one of two."""
    locks = {name: manager for name, manager in _LOCKS.items() if subject.has(name)}
    javascript = {name: one for name, one in locks.items() if one in _JAVASCRIPT}
    wanted = manager_of(subject)
    if len({*javascript.values()}) > 1:
        others = [name for name, one in javascript.items() if one != wanted]
        names = " and ".join(f"`{name}`" for name in javascript)
        yield warning(
            f"{names} are there, so two package managers install different versions",
            f"git rm {' '.join(others)}",
            others[0] if others else "",
        )
    if wanted and find_program(wanted) is None:
        yield Problem(
            f"cannot find `{wanted}`, which this project uses",
            f"install it: {how_to_install(wanted)}",
        )
        return
    pinned = str(subject.table("package.json").get("packageManager", ""))
    match = re.match(r"(\w+)@(\d[\w.]*)", pinned)
    version = (
        subject.version_of(match[1]) if match is not None and match[1] in _JAVASCRIPT else None
    )
    if match is not None and version and version.split(".")[0] != match[2].split(".")[0]:
        yield warning(
            f"{match[1]} is {version}, and `packageManager` asks for {match[2]}",
            f"corepack enable {match[1]}",
            "package.json",
        )


def manager_of(subject: Subject) -> str:
    """Return the package manager of a project; empty when nothing tells."""
    pinned = str(subject.table("package.json").get("packageManager", "")).partition("@")[0]
    if pinned in _JAVASCRIPT:
        return pinned
    recorded = (subject.project.answers or {}).get("package_manager")
    found = [one for name, one in _LOCKS.items() if subject.has(name)]
    if isinstance(recorded, str) and recorded not in ("", "pip"):
        return recorded if not found or recorded in found else found[0]
    return found[0] if found else ""


def facts(subject: Subject) -> Iterator[tuple[str, str]]:
    """Yield what is there, for people who report a problem."""
    import platform
    from importlib.metadata import version

    yield "inngest-scaffold", version("inngest-scaffold")
    yield "python", platform.python_version()
    names = ["git"]
    if "typescript" in subject.languages:
        names.append("node")
    else:
        environment = _environment_version(subject)
        if environment is not None:
            yield "python in .venv", environment
    manager = manager_of(subject)
    for name in (*names, *([manager] if manager else [])):
        yield name, subject.version_of(name) or "not found"


def _environment_version(subject: Subject) -> str | None:
    """Return the Python of `.venv` as it records it: a program of the project is not run."""
    match = re.search(r"^version(?:_info)?\s*=\s*([\d.]+)", subject.text(".venv/pyvenv.cfg"), re.M)
    return match[1].rstrip(".") if match is not None else None
