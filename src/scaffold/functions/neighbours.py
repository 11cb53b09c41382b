"""How a new function is written in a repository that is not ours: as its neighbours are.

That is its language and style, and what stands beside its module: an index of its folder, a test.
"""

import posixpath
import re
from collections.abc import Iterator, Sequence

from scaffold.functions.places import Site
from scaffold.inngest.packages import Packages
from scaffold.syntax.edits import apply
from scaffold.syntax.export_edits import export_by_default, re_exports
from scaffold.syntax.file_purpose import purpose_of
from scaffold.syntax.imports import import_statements
from scaffold.syntax.modules import Modules
from scaffold.syntax.source import Source
from scaffold.syntax.text_style import TextStyle, restyled, style_of
from scaffold.syntax.untyped import without_types


def is_by_default(site: Site) -> bool:
    """Return whether a new function is the default export of its module.

    It is where the functions beside it, two at least, are all imported as defaults.
    """
    imported = [
        entry.imported
        for entry in site.registry.entries
        if entry.module is not None and site.holds(entry.module)
    ]
    return len(imported) > 1 and set(imported) == {"default"}


def in_its_style(site: Site, path: str, content: bytes, symbols: Sequence[str]) -> bytes:
    """Return a new file in the language and style of its repository.

    `symbols` are the functions it defines.
    """
    if not path.endswith((".ts", ".tsx", ".mts", ".cts", ".py")):
        content = without_types(path, content)
    content = _with_its_sdk(site, content)
    if symbols and is_by_default(site):
        edits = export_by_default(Source.parse(path, content), symbols[0])
        content = apply(content, edits)
    return restyled(path, content, _style(site))


def _with_its_sdk(site: Site, content: bytes) -> bytes:
    """A file that imports the SDK as the client does: `npm:inngest@4`, an alias, a file."""
    if site.stack.language == "python":
        return content
    spelled = Packages(site.modules).sdk_specifier(site.client.path)
    return content.replace(b'from "inngest"', f'from "{spelled}"'.encode())


def _style(site: Site) -> TextStyle:
    """How the functions beside a new one are written, else the registry and the client."""
    beside = [
        source
        for path in sorted(site.modules.paths)
        if site.holds(path)
        if (source := site.modules.source(path)) is not None
        if b"createFunction(" in source.content or b"create_function(" in source.content
    ]
    others = dict.fromkeys((site.registry.path, site.registry.serve_path, site.client.path))
    sources = [site.modules.source(path) for path in others]
    return style_of([beside, [source for source in sources if source is not None]])


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
