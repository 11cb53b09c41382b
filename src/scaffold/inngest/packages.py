"""The packages of a repository: which manifest governs a file, and which SDK the file gets."""

import posixpath
from collections.abc import Mapping
from functools import cached_property
from typing import Literal, NamedTuple

from scaffold.disk.data_files import table_in
from scaffold.disk.well_known import MANIFESTS
from scaffold.inngest.lock_files import (
    LOCKS,
    PYTHON_LOCKS,
    catalog_version,
    is_requirements,
    locked_version,
    python_versions,
)
from scaffold.inngest.sdk_modules import SDK, sdk_module
from scaffold.syntax.file_purpose import is_app_file
from scaffold.syntax.files import ancestors
from scaffold.syntax.imports import imports
from scaffold.syntax.language import language_of
from scaffold.syntax.modules import Modules
from scaffold.syntax.package_names import package_name
from scaffold.syntax.regexes import regex

Sdk = Literal["v4", "v3", "older", "python"]

_TABLES = ("peerDependencies", "devDependencies", "dependencies")
# Where a workspace keeps its packages, also those that name nothing.
_PACKAGE = regex(r"(^|/)(apps|packages|services|workers|libs|projects)/[^/]+$")
# What an install brings where a manifest leaves it open and no lock file holds it.
_NEWEST_MAJOR = 4
_OPEN = regex(r"\s*(?:latest|\*|x|)\s*")
_COMPARED = regex(
    r"(?P<how>[<>=^~]*)\s*v?(?P<major>\d{1,9})(?P<rest>(?:\.[\dx*]+)*)(?:[-+][\w.+-]*)?(?:\(.*)?"
)
_HELD_BEFORE_0_5 = regex(
    r"^ *((==?=?|~=(?= *0\.[0-4]\.\d)|[\^~])? *0\.[0-4](\.| *$|,)"
    r"|>=? *0\.[0-4][\d.]* *, *< *0\.[1-5]\b)"
)
_BEFORE_0_4_12 = regex(r" *(?:===?)? *0\.(?:[0-3]\.\d+|4\.(?:\d|1[01]))(?![\d.]) *$")
_LISTED = regex(r" *(?:===?)? *0\.5\.1?\d *")
_OPEN_PYTHON = regex(
    r" *(?:\*|>=? *\d[\d.]*(?: *, *<=? *(?:0\.(?:[6-9]|\d\d)|[1-9])[\d.]*)?|~= *0\.\d+)? *"
)
_LOWEST = regex(r" *(?:===?|~=|[\^~]|>=)? *(\d{1,9})\.(\d{1,9})")


class PythonSdk(NamedTuple):
    """The Python SDK that a file gets: all that its lock files hold, else its manifests ask for.

    Of a range like `>=0.4` nothing is certain: an install brings the newest.
    """

    versions: tuple[str, ...]

    @property
    def is_held_before_0_5(self) -> bool:
        return bool(self.versions) and all(map(_HELD_BEFORE_0_5.search, self.versions))

    @property
    def is_since_0_5(self) -> bool:
        return bool(self.versions) and all(map(_begins_at_0_5, self.versions))

    @property
    def is_known(self) -> bool:
        """Whether it is one of 0.5 whose names are listed, `sdk_surface.py`, and no newer one."""
        return bool(self.versions) and all(map(_LISTED.fullmatch, self.versions))

    @property
    def may_install_0_5(self) -> bool:
        """Whether an install may bring 0.5 or later: no range that begins before it ends there."""
        return bool(self.versions) and all(
            _OPEN_PYTHON.fullmatch(each) or _begins_at_0_5(each) for each in self.versions
        )

    @property
    def is_pinned_before_0_4_12(self) -> bool:
        return bool(self.versions) and all(map(_BEFORE_0_4_12.match, self.versions))


class Packages:
    """Answers for each file of a project; manifests and lock files are read once."""

    def __init__(self, modules: Modules) -> None:
        self._modules = modules
        self._files = modules.configurations.files
        self._folders: dict[tuple[str, str], str] = {}
        self._dependencies: dict[str, dict[str, str]] = {}
        self._versions: dict[tuple[str, str], str | None] = {}
        self._python: dict[str, PythonSdk] = {}

    def folder(self, path: str) -> str:
        """Return the folder of the nearest manifest above a file, the root's without any.

        One that names no package only marks its folder, `{ "type": "module" }`, below one that
        does, unless it stands where packages do: `apps/web`.
        """
        language = "python" if path.endswith(".py") else "typescript"
        key = language, posixpath.dirname(path)
        if key not in self._folders:
            marked = [
                folder
                for folder in ancestors(posixpath.dirname(path))
                if any(
                    posixpath.join(folder, name) in self._modules.paths
                    for name in MANIFESTS[language]
                )
            ]
            named = (
                each
                for each in marked
                if language == "python" or _PACKAGE.search(each) or self._named(each)
            )
            self._folders[key] = next(named, marked[0] if marked else "")
        return self._folders[key]

    def dependencies(self, path: str) -> Mapping[str, str]:
        """Return what the nearest manifest that names any package names, and what it asks for."""
        for folder in ancestors(posixpath.dirname(path)):
            found = self._named(folder)
            if found:
                return found
        return {}

    def sdk(self, path: str) -> Sdk | None:
        """Return the SDK that a file imports, None when no manifest says which."""
        if path.endswith(".py"):
            return "python"
        major = self.sdk_major(path)
        if major is None:
            return None
        return "older" if major < 3 else "v3" if major == 3 else "v4"

    def sdk_major(self, path: str) -> int | None:
        """Return the major version of the JavaScript SDK that a file gets."""
        version = self.sdk_version(path)
        return _installed_major(version) if version is not None else None

    def sdk_version(self, path: str) -> str | None:
        """Return the version of the JavaScript SDK that a file gets, or the range asked for.

        What the import itself says counts first, then the lock file, then the manifest; where
        none does, what other files import.
        """
        own = self._imports(path)
        name, version = self._named_by(path, own[0]) if own else (SDK, "")
        if version:
            # What npm installs is not what Deno loads from there.
            return self._locked("", version, ("deno.lock",)) or version
        key = self.folder(path), name
        if key not in self._versions:
            self._versions[key] = self._version(path, name) or next(
                (said for one, each in self._elsewhere if (said := self._named_by(one, each)[1])),
                None,
            )
        return self._versions[key]

    def sdk_specifier(self, path: str) -> str:
        """Return how a TypeScript file imports the SDK, or would: as others do where it must."""
        own = self._imports(path)
        if own:
            return own[0]
        if self._version(path, SDK) is None and self._elsewhere:
            return self._elsewhere[0][1]
        return SDK

    def python_sdk(self, path: str) -> PythonSdk:
        """Return the Python SDK that a file gets."""
        folder = posixpath.dirname(path)
        if folder not in self._python:
            self._python[folder] = PythonSdk(tuple(self._python_versions(path)))
        return self._python[folder]

    def _imports(self, path: str) -> list[str]:
        """How a file spells the module that it imports the SDK from."""
        source = self._modules.source(path)
        found = []
        for each in imports(source) if source is not None else ():
            part = sdk_module(self._modules.installed(path, each.module), "typescript")
            if part is not None and part.part == "client":
                found.append(each.module)
        return found

    def _named_by(self, path: str, specifier: str) -> tuple[str, str]:
        """The name that a manifest knows the SDK by, and the version that the import says."""
        mapped = self._modules.configurations.mapped(posixpath.dirname(path), specifier)
        found = package_name(mapped or specifier)
        return (found.name, found.version.removeprefix("v")) if found is not None else (SDK, "")

    @cached_property
    def _elsewhere(self) -> list[tuple[str, str]]:
        """The files that import the SDK, and how each spells it."""
        return [
            (path, specifier)
            for path in sorted(self._modules.paths)
            if not path.endswith(".py") and language_of(path) is not None and is_app_file(path)
            if b"inngest" in self._read(path)
            for specifier in self._imports(path)
        ]

    def _named(self, folder: str) -> dict[str, str]:
        if folder not in self._dependencies:
            found: dict[str, str] = {}
            manifest = self._modules.configurations.json(posixpath.join(folder, "package.json"))
            for key in _TABLES:
                for name, wanted in table_in(manifest, key).items():
                    found[name] = wanted if isinstance(wanted, str) else ""
            for name in ("deno.json", "deno.jsonc"):
                table = self._modules.configurations.json(posixpath.join(folder, name))
                for target in table_in(table, "imports").values():
                    named = package_name(target) if isinstance(target, str) else None
                    if named is not None and not named.entry:
                        found[named.name] = named.version
            self._dependencies[folder] = found
        return self._dependencies[folder]

    def _version(self, path: str, name: str) -> str | None:
        for folder in ancestors(posixpath.dirname(path)):
            wanted = self._named(folder).get(name)
            if wanted is None:
                continue
            named = package_name(wanted) if wanted.startswith("npm:") else None
            wanted = named.version if named is not None else wanted
            locked = self._locked(folder, wanted)
            if locked is not None:
                return locked
            if wanted.startswith("catalog:"):
                return catalog_version(self._files.read("pnpm-workspace.yaml") or b"")
            return self._in_workspace(wanted) or wanted
        return None

    def _locked(self, folder: str, wanted: str, locks: tuple[str, ...] = LOCKS) -> str | None:
        for above in ancestors(folder):
            for lock in locks:
                path = posixpath.join(above, lock)
                if self._files.read(path) is not None:
                    inside = posixpath.relpath(folder or ".", above or ".")
                    found = locked_version(self._files, path, inside, wanted)
                    if found is not None:
                        return found
        return None

    def _in_workspace(self, wanted: str) -> str | None:
        """The version of the SDK itself, where it is a package of the same repository."""
        folder = self._modules.configurations.packages.get(SDK)
        if folder is None or not wanted.startswith(("workspace:", "link:", "file:", "portal:")):
            return None
        manifest = self._modules.configurations.json(posixpath.join(folder, "package.json"))
        version = manifest.get("version")
        return version if isinstance(version, str) else None

    def _python_versions(self, path: str) -> list[str]:
        """What stands nearest to a file, lock files first; else what stands anywhere."""
        by_folder = self._python_manifests
        for kind in ("lock", "manifest"):
            for folder in ancestors(posixpath.dirname(path)):
                if by_folder.get(folder, {}).get(kind):
                    return by_folder[folder][kind]
        for kind in ("lock", "manifest"):
            every = [version for kinds in by_folder.values() for version in kinds[kind]]
            if every:
                return every
        return []

    @cached_property
    def _python_manifests(self) -> dict[str, dict[str, list[str]]]:
        """What the lock files and manifests of each folder say of the Python SDK."""
        by_folder: dict[str, dict[str, list[str]]] = {}
        for each in sorted(self._modules.paths):
            folder, name = posixpath.split(each)
            is_lock = name in PYTHON_LOCKS
            if is_lock or name in MANIFESTS["python"] or is_requirements(each):
                found = python_versions(name if is_lock else _manifest(each), self._read(each))
                # `requirements/base.txt` is about the folder around.
                if posixpath.basename(folder) == "requirements":
                    folder = posixpath.dirname(folder)
                kinds = by_folder.setdefault(folder, {"lock": [], "manifest": []})
                kinds["lock" if is_lock else "manifest"] += found
        return by_folder

    def _read(self, path: str) -> bytes:
        return self._files.read(path) or b""


def _installed_major(wanted: str) -> int | None:
    """Return the major version that a range brings: the newest that it allows."""
    if _OPEN.fullmatch(wanted):
        return _NEWEST_MAJOR
    found = [_of_one_range(each) for each in wanted.split("||")]
    known = [each for each in found if each is not None]
    return max(known) if len(known) == len(found) else None


def _of_one_range(wanted: str) -> int | None:
    lower, upper = 0, None
    rest = wanted.strip().replace(" - ", " <=")
    if not rest or not _COMPARED.match(rest):
        return None
    is_open = False
    for each in _COMPARED.finditer(rest):
        major, how = int(each["major"]), each["how"]
        if how == "<" and not each["rest"].strip(".0x*"):
            upper = major - 1
        elif how in ("<", "<="):
            upper = major
        else:
            lower, is_open = major, how in (">", ">=")
    if upper is not None:
        return upper
    return max(lower, _NEWEST_MAJOR) if is_open else lower


def _manifest(path: str) -> str:
    folder, name = posixpath.split(path)
    return "requirements.txt" if posixpath.basename(folder) == "requirements" else name


def _begins_at_0_5(version: str) -> bool:
    """Whether the oldest version that a requirement allows is 0.5 or later."""
    lowest = _LOWEST.match(version)
    return lowest is not None and (int(lowest[1]), int(lowest[2])) >= (0, 5)
