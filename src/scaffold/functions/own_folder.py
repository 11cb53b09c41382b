"""What functions have beside their modules, one by one: a file that hands it on, a test."""

import posixpath
import re
from collections.abc import Iterator

from scaffold.functions.places import Site
from scaffold.syntax.export_edits import re_exports
from scaffold.syntax.file_purpose import purpose_of
from scaffold.syntax.imports import import_statements
from scaffold.syntax.modules import Modules


def handing_on(modules: Modules, path: str) -> str | None:
    """Return the index of a module's own folder that only hands on what is in it."""
    folder = posixpath.dirname(path)
    for name in ("index.ts", "index.tsx", "index.js", "index.mts", "index.mjs", "__init__.py"):
        index = posixpath.join(folder, name)
        source = modules.source(index) if index != path and index in modules.paths else None
        if source is None or set(modules.exports(index).own) - {"__all__"}:
            continue
        statements = [*import_statements(source), *re_exports(source)]
        targets = {modules.resolve(index, each.module) for each in statements}
        if targets == {path}:
            return index
    return None


def index_of_own(site: Site, path: str, symbol: str) -> dict[str, bytes]:
    """Return the index of a new function's own folder, as its neighbours have one."""
    neighbours = list(_neighbours(site, path))
    found = [(each, handing_on(site.modules, each)) for each, _ in neighbours]
    if len(found) < 2 or any(index is None for _, index in found):
        return {}
    module, index = found[-1]
    source = site.modules.source(index or "")
    if source is None or index is None:
        return {}
    new = {
        neighbours[-1][1]: symbol,
        posixpath.basename(posixpath.dirname(module)): posixpath.basename(posixpath.dirname(path)),
    }
    names = "|".join(map(re.escape, new))
    said = re.compile(rf"(?<![\w$-])(?:{names})(?![\w$-])")
    text = said.sub(lambda match: new[match.group()], source.text(source.root))
    own = posixpath.join(posixpath.dirname(path), posixpath.basename(index))
    return {own: text.rstrip().encode() + source.newline.encode()}


def _neighbours(site: Site, path: str) -> Iterator[tuple[str, str]]:
    """The modules of functions in folders of their own, and what each defines."""
    for entry in site.registry.entries:
        if entry.module is None or entry.name is None or not site.holds(entry.module):
            continue
        if posixpath.dirname(entry.module) not in (site.functions, posixpath.dirname(path)):
            yield entry.module, entry.name


def test_to_write(site: Site, path: str) -> list[str]:
    """Return a note on the test that a new function lacks, where two of its neighbours have one."""
    wanted = []
    tests = [each for each in site.files.paths() if purpose_of(each) == "test"]
    for entry in site.registry.entries:
        if entry.module is None or entry.module == path or not site.holds(entry.module):
            continue
        folder, stem = _named(entry.module)
        own = [each for each in tests if each.startswith(f"{folder}/")]
        own = [each for each in own if stem in posixpath.basename(each)]
        if own:
            new_folder, new_stem = _named(path)
            below, name = posixpath.split(own[0].removeprefix(f"{folder}/"))
            wanted.append(posixpath.join(new_folder, below, name.replace(stem, new_stem)))
    if len(wanted) < 2:
        return []
    return [f"the functions beside it have tests: write `{wanted[-1]}` as theirs are written"]


def _named(path: str) -> tuple[str, str]:
    folder, name = posixpath.split(path)
    return folder, name.split(".", 1)[0]
