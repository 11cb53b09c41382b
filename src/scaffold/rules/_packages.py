"""Which package of a repository a file belongs to, and what its environment files say."""

import posixpath
from collections.abc import Iterable, Iterator
from weakref import WeakKeyDictionary

from scaffold.inngest.graph import Project
from scaffold.inngest.sdk_versions import Sdk, sdk_of
from scaffold.syntax.files import json_object

_MANIFESTS = {
    "typescript": ("package.json", "deno.json"),
    "python": ("pyproject.toml", "setup.py", "requirements.txt"),
}


def package_of(project: Project, path: str) -> str:
    """Return the folder of the nearest manifest above a file, the root's when there is none."""
    known = _PACKAGES.setdefault(project, {})
    folder = posixpath.dirname(path)
    key = (folder, path.endswith(".py"))
    if key not in known:
        names = _MANIFESTS["python" if key[1] else "typescript"]
        while folder and not any(
            project.files.read(posixpath.join(folder, name)) is not None for name in names
        ):
            folder = posixpath.dirname(folder)
        known[key] = folder
    return known[key]


_PACKAGES: WeakKeyDictionary[Project, dict[tuple[str, bool], str]] = WeakKeyDictionary()
_SDKS: WeakKeyDictionary[Project, dict[str, Sdk | None]] = WeakKeyDictionary()


def sdk_at(project: Project, path: str) -> Sdk | None:
    """Return the SDK that a file imports; manifests and lock files are read once per package."""
    known = _SDKS.setdefault(project, {})
    key = package_of(project, path) + ("/.py" if path.endswith(".py") else "")
    if key not in known:
        known[key] = sdk_of(project.files, path)
    return known[key]


def is_in(folder: str, path: str) -> bool:
    """Whether a path stands in a folder, at any depth."""
    return not folder or path.startswith(f"{folder}/")


def dependencies(project: Project, package: str) -> frozenset[str]:
    """Return the names in the `package.json` of a package, empty when there is none."""
    manifest = json_object(project.files, posixpath.join(package, "package.json"))
    parts = [manifest.get(key) for key in ("dependencies", "devDependencies", "peerDependencies")]
    return frozenset(name for part in parts if isinstance(part, dict) for name in part)


def made_by_new(project: Project) -> bool:
    """Whether the project was made by `scaffold new`."""
    answers = project.files.read(".copier-answers.yml") or b""
    return any(
        line.split(b"#")[0].replace(b" ", b"").strip(b"\r\"'") in (b"origin:new", b"origin:'new")
        for line in answers.split(b"\n")
    )


def contents(project: Project, paths: Iterable[str]) -> Iterator[bytes]:
    """Yield the contents of those files that are there."""
    for path in paths:
        content = project.files.read(path)
        if content is not None:
            yield content
