"""How a new file is written in a repository that is not ours: as the files around it are."""

from collections.abc import Sequence

from scaffold.functions.places import Site
from scaffold.inngest.packages import Packages
from scaffold.syntax.edits import apply
from scaffold.syntax.export_edits import export_by_default
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
