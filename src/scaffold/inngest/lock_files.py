"""Which version of the Inngest SDK a lock file or a manifest names, by its text alone."""

import re

from scaffold.disk.data_files import table_in
from scaffold.inngest.sdk_modules import SDK
from scaffold.syntax.files import Files, json_object
from scaffold.syntax.regexes import regex

LOCKS = (
    "package-lock.json", "npm-shrinkwrap.json", "pnpm-lock.yaml", "yarn.lock", "bun.lock",
    "deno.lock",
)  # fmt: skip
# Whose lock files they are; where there are several, the first tells what is in use.
MANAGER_BY_LOCK = {
    "typescript": {
        "bun.lock": "bun", "bun.lockb": "bun", "pnpm-lock.yaml": "pnpm", "yarn.lock": "yarn",
        "package-lock.json": "npm", "npm-shrinkwrap.json": "npm",
    },
    "python": {
        "uv.lock": "uv", "poetry.lock": "poetry", "pdm.lock": "pdm", "Pipfile.lock": "pipenv",
        "Pipfile": "pipenv",
    },
}  # fmt: skip
PYTHON_LOCKS = ("uv.lock", "poetry.lock", "pdm.lock", "pylock.toml", "Pipfile.lock")


def locked_version(files: Files, path: str, folder: str, wanted: str) -> str | None:
    """Return the version that a JavaScript lock file holds for a package of its repository.

    `folder` is the package's, seen from the lock file; `wanted` is what its manifest asks for.
    """
    lock = path.rpartition("/")[2]
    if lock in ("package-lock.json", "npm-shrinkwrap.json"):
        return _npm(json_object(files, path), folder)
    if lock == "deno.lock":
        return _deno(json_object(files, path), wanted)
    text = (files.read(path) or b"").decode(errors="replace")
    if lock == "pnpm-lock.yaml":
        return _pnpm(text, folder)
    if lock == "yarn.lock":
        return _yarn(text, wanted)
    match = re.search(r'"inngest": \["inngest@(\d[^"]*)"', text)
    return match.group(1) if match else None


def _npm(lock: dict[str, object], folder: str) -> str | None:
    for key in (f"{folder}/node_modules/inngest", "node_modules/inngest"):
        version = table_in(lock, "packages", key).get("version")
        if isinstance(version, str):
            return version
    entry = table_in(lock, "dependencies", SDK)
    return str(entry["version"]) if "version" in entry else None


def _pnpm(text: str, folder: str) -> str | None:
    """Read the block of one workspace package; a lock without workspaces has it at the top."""
    importers = text.partition("\nimporters:\n")[2]
    if importers:
        name = re.escape(folder)
        block = re.search(rf"^  '?{name}'?:\n((?:    .*\n|\n)*)", importers, re.M)
        text = block.group(1) if block else ""
    match = re.search(
        r"^ *inngest:(?:\n +specifier: .*)?(?:\n +version:)? ['\"]?(\d[^\s('\"]*)", text, re.M
    )
    return match.group(1) if match else None


def _yarn(text: str, wanted: str) -> str | None:
    found = re.findall(r'^"?(inngest@.*):\n +version:? "?(\d[^"\n]*)', text, re.M)
    for asked, version in found:
        if f"@{wanted}" in asked or f"npm:{wanted}" in asked:
            return str(version)
    return str(found[0][1]) if len(found) == 1 else None


def _deno(lock: dict[str, object], wanted: str) -> str | None:
    """Read `"npm:inngest@^4": "4.24.0"`, in older locks `"npm:inngest@4.24.0"`."""
    specifiers = table_in(lock, "specifiers") or table_in(lock, "packages", "specifiers")
    found = {
        key.removeprefix("npm:inngest@"): value.removeprefix("npm:inngest@").partition("_")[0]
        for key, value in specifiers.items()
        if key.startswith("npm:inngest@") and isinstance(value, str)
    }
    return found.get(wanted) or (next(iter(found.values())) if len(found) == 1 else None)


def catalog_version(content: bytes) -> str | None:
    """Return what `pnpm-workspace.yaml` means by `catalog:`, None where several are meant."""
    found = re.findall(
        r"^ +['\"]?inngest['\"]?: *['\"]?([^'\"\s]+)", content.decode(errors="replace"), re.M
    )
    return str(found[0]) if len(set(found)) == 1 else None


def python_versions(name: str, content: bytes) -> list[str]:
    """Return the versions of the Python SDK that a lock file holds, or a manifest asks for."""
    text = content.decode(errors="replace")
    if name == "Pipfile.lock":
        return re.findall(r'"inngest": \{[^{}]*"version": "([^"]+)"', text)
    if name in PYTHON_LOCKS:
        return _LOCKED.findall(text)
    if name in ("pyproject.toml", "Pipfile", "setup.cfg", "setup.py"):
        return [match[1] or match[2] or "" for match in _WANTED.finditer(text)]
    return _REQUIRED.findall(text) if is_requirements(name) else []


def is_requirements(name: str) -> bool:
    """Whether a file is a list for pip, by its name or its folder's."""
    return name.endswith((".txt", ".in")) and "requirements" in name


_LOCKED = regex(r'^name = "inngest"\r?\nversion = "([^"]+)"', re.MULTILINE)
_REQUIRED = regex(r"^inngest(?:\[[^\]\n]*\])?[ \t]*(?![\w.-])([^\r\n;#]*)", re.MULTILINE)
_WANTED = regex(
    r"""^[ \t]*inngest[ \t]*=[ \t]*["']([^"'\n]*)["']"""
    r"""|["']inngest(?:\[[^\]\n]*\])?[ \t]*(?![\w.-])([^"'\n;]*)[^"'\n]*["']""",
    re.MULTILINE,
)
