"""How a new file is written in a repository that is not ours: as the files around it are."""

import posixpath
from collections.abc import Sequence

from scaffold.functions.default_export import exports_by_default, with_default_export
from scaffold.functions.places import Site
from scaffold.syntax.text_style import TextStyle, restyled, style_of


def is_by_default(site: Site) -> bool:
    """Return whether a new function is the default export of its module."""
    return exports_by_default(site.registry, site.functions)


def in_its_style(site: Site, path: str, content: bytes, symbols: Sequence[str]) -> bytes:
    """Return a new file in the language and style of its repository.

    `symbols` are the functions it defines.
    """
    if not path.endswith((".ts", ".tsx", ".mts", ".cts", ".py")):
        from scaffold.functions.plain_javascript import without_types

        content = without_types(path, content)
    if symbols and is_by_default(site):
        content = with_default_export(path, content, symbols[0])
    return restyled(path, content, _style(site))


def _style(site: Site) -> TextStyle:
    """How the functions beside a new one are written, else the registry and the client."""
    beside = [
        source
        for path in sorted(site.modules.paths)
        if posixpath.dirname(path) == site.functions
        if (source := site.modules.source(path)) is not None
        if b"createFunction(" in source.content or b"create_function(" in source.content
    ]
    others = dict.fromkeys((site.registry.path, site.registry.serve_path, site.client.path))
    sources = [site.modules.source(path) for path in others]
    return style_of([beside, [source for source in sources if source is not None]])
