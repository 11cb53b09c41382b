"""The files of the template that a new function imports, in a project that lacks them."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from scaffold.functions.places import Site
from scaffold.syntax.exports import exports
from scaffold.syntax.files import Files
from scaffold.syntax.imports import Imported, imports
from scaffold.syntax.language import language_of
from scaffold.syntax.source import Source
from scaffold.template.store import templates_folder

_TAG = re.compile(r"\{%.*?%\}")


def support_files(site: Site, files: Files, made: Mapping[str, bytes]) -> dict[str, bytes] | None:
    """Return the files that new ones import, by path, where the project does not have them.

    A project of an older version lacks some, or somebody moved them. None when a file of that
    name is there and does not define what is imported: it is not the one meant.
    """
    support: dict[str, bytes] = {}
    pending = dict(made)
    while pending:
        path, content = pending.popitem()
        if not language_of(path):
            continue
        for entry in imports(Source.parse(path, content)):
            for target, names in _targets(entry, content.decode()):
                if target in made or target in support:
                    continue
                template = _template(site.stack.framework, target)
                if template is None:
                    continue
                existing = files.read(target)
                if existing is None:
                    support[target] = pending[target] = template
                elif not names <= _defined(target, existing):
                    return None
    return support


def _targets(entry: Imported, text: str) -> Iterator[tuple[str, set[str]]]:
    """The files that an import of a project of ours may mean, each with the names it takes."""
    if entry.module.startswith("@/"):
        yield f"{entry.module[2:]}.ts", {entry.name}
    elif entry.module.split(".")[0] in ("app", "tests"):
        folder = entry.module.replace(".", "/")
        yield f"{folder}.py", {entry.name}
        # `from app.services import mail` takes a module, whose names stand behind a dot.
        used = re.findall(rf"\b{re.escape(entry.local)}\.(\w+)", text)
        yield f"{folder}/{entry.name}.py", set(used)


def _template(framework: str, path: str) -> bytes | None:
    """The text of a file that every project of the framework starts with, unless it is rendered."""
    wanted = Path(path)
    folder = templates_folder() / framework / wanted.parent
    for candidate in folder.iterdir() if folder.is_dir() else ():
        if _TAG.sub("", candidate.name) == wanted.name:
            return candidate.read_bytes()
    return None


def _defined(path: str, content: bytes) -> set[str]:
    found = exports(Source.parse(path, content))
    return {*found.own, *found.handed_on}
