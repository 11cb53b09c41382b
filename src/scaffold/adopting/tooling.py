"""How a package of a repository is installed, started, type-checked, tested and deployed."""

import posixpath
import re
from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

from scaffold.disk.data_files import table_in
from scaffold.disk.work_tree import find_work_tree
from scaffold.inngest.lock_files import MANAGER_BY_LOCK
from scaffold.shown import argument
from scaffold.syntax.files import Files, json_object, toml_object
from scaffold.updating.manifests import entries_of, node_packages, python_packages

_RUN = {
    "npm": "npm run",
    "pnpm": "pnpm",
    "yarn": "yarn",
    "bun": "bun run",
    "uv": "uv run",
    "poetry": "poetry run",
    "pdm": "pdm run",
    "pipenv": "pipenv run",
}
_EXECUTE = {"npm": "npx", "pnpm": "pnpm exec", "yarn": "yarn", "bun": "bunx"}
_DEPLOYED = {
    "vercel.json": "vercel",
    ".vercel": "vercel",
    "railway.json": "railway",
    "railway.toml": "railway",
    "netlify.toml": "netlify",
    "fly.toml": "fly",
    "render.yaml": "render",
    "app.yaml": "app-engine",
    "Procfile": "heroku",
    "wrangler.toml": "cloudflare",
    "wrangler.jsonc": "cloudflare",
}
_TYPECHECKS = ("typecheck", "type-check", "check-types", "types", "tsc", "check:types")
_NO_TEST = "no test specified"
_PORT = re.compile(r"(?:-p|--port|\bPORT=)[ =]?(\d{2,5})\b")


class Commands(NamedTuple):
    """The commands of a package, each empty when nothing tells it."""

    dev: str
    typecheck: str
    test: str


class Tooling(NamedTuple):
    """What is used to work on a package."""

    package_manager: str
    commands: Commands
    test_runner: str
    deployment: str
    port: int | None
    """Where its own script says that the development server listens."""


def tooling(files: Files, folder: str, language: str, root: Path, framework: str) -> Tooling:
    """Return the tooling of the package in a folder, as its manifest and lock files tell."""
    manager = package_manager(files, folder, language, root)
    if language == "python":
        return _python(files, folder, root, manager, framework)
    manifest = json_object(files, posixpath.join(folder, "package.json"))
    scripts = {name: value for _, name, value in entries_of(manifest, ("scripts",))}
    names = node_packages(files, folder)
    run = _RUN.get(manager, "npm run")
    typecheck = next((f"{run} {name}" for name in _TYPECHECKS if name in scripts), "")
    if not typecheck and "typescript" in names and _has(files, folder, "tsconfig.json"):
        typecheck = f"{_EXECUTE.get(manager, 'npx')} tsc --noEmit"
    runner = next((each for each in ("vitest", "jest", "mocha", "ava") if each in names), "")
    test = ""
    if "test" in scripts and _NO_TEST not in scripts["test"]:
        test = f"{manager or 'npm'} test" if manager != "bun" else "bun run test"
        runner = runner or ("node" if "node --test" in scripts["test"] else "")
    elif runner:
        test = f"{_EXECUTE.get(manager, 'npx')} {runner}{' run' if runner == 'vitest' else ''}"
    dev = next((name for name in ("dev", "start:dev", "develop", "start") if name in scripts), "")
    port = _PORT.search(scripts.get(dev, ""))
    return Tooling(
        package_manager=manager,
        commands=_in_folder(folder, Commands(f"{run} {dev}" if dev else "", typecheck, test)),
        test_runner=runner,
        deployment=_deployment(root, folder),
        port=int(port[1]) if port else None,
    )


def package_manager(files: Files, folder: str, language: str, root: Path) -> str:
    """Return the package manager whose lock file is nearest, empty when nothing tells it."""
    for above in _upwards(root / folder, root):
        for name, manager in MANAGER_BY_LOCK[language].items():
            if (above / name).is_file():
                return manager
        if language != "python" and above.is_relative_to(root):
            inside = above.relative_to(root).as_posix()
            manifest = json_object(files, posixpath.normpath(f"{inside}/package.json"))
            declared = str(manifest.get("packageManager", "")).partition("@")[0]
            if declared in _EXECUTE:
                return declared
    if language == "python":
        known = _tools(files, folder)
        return next((each for each in ("uv", "poetry", "pdm") if each in known), "pip")
    return "npm"


def _python(files: Files, folder: str, root: Path, manager: str, framework: str) -> Tooling:
    names = python_packages(files, folder)
    run = f"{_RUN[manager]} " if manager in _RUN else ""
    checker = next((each for each in ("mypy", "pyright", "basedpyright") if each in names), "")
    has_settings = "mypy" in _tools(files, folder) or _has(files, folder, "mypy.ini")
    checker = checker or ("mypy" if has_settings else "")
    runner = "pytest" if _uses_pytest(files, folder, names) else ""
    manage = _has(files, folder, "manage.py")
    test = runner
    if not runner and manage:
        test, runner = "python manage.py test", "django"
    types = "mypy ." if checker == "mypy" and not has_settings else checker
    dev = "python manage.py runserver" if manage and framework == "django" else ""
    commands = Commands(*(f"{run}{each}" if each else "" for each in (dev, types, test)))
    return Tooling(
        package_manager=manager,
        commands=_in_folder(folder, commands),
        test_runner=runner,
        deployment=_deployment(root, folder),
        port=None,
    )


def _uses_pytest(files: Files, folder: str, names: Collection[str]) -> bool:
    if "pytest" in names or "pytest" in _tools(files, folder):
        return True
    inside = f"{folder}/" if folder else ""
    marks = ("pytest.ini", "conftest.py", "tests/conftest.py")
    return any(files.read(f"{inside}{name}") is not None for name in marks)


def _tools(files: Files, folder: str) -> Collection[str]:
    return table_in(toml_object(files, posixpath.join(folder, "pyproject.toml")), "tool").keys()


def _has(files: Files, folder: str, name: str) -> bool:
    return files.read(posixpath.join(folder, name)) is not None


def _in_folder(folder: str, commands: Commands) -> Commands:
    if not folder:
        return commands
    return Commands(*(f"cd {argument(folder)} && {each}" if each else "" for each in commands))


def _deployment(root: Path, folder: str) -> str:
    for above in _upwards(root / folder, root):
        for name, target in _DEPLOYED.items():
            if (above / name).exists():
                return target
    return ""


def _upwards(folder: Path, root: Path) -> list[Path]:
    """The folders from one up to the top of the repository around the root."""
    tree = find_work_tree(root)
    top = root if tree is None else tree.top
    return [each for each in (folder, *folder.parents) if each.is_relative_to(top)]
