"""How a new file is written in a repository that is not ours: as the files around it are."""

from collections.abc import Sequence

from scaffold.functions.places import Site
from scaffold.inngest.packages import Packages
from scaffold.syntax.edits import Edit, apply
from scaffold.syntax.scopes import walk
from scaffold.syntax.source import Source
from scaffold.syntax.text_style import TextStyle, restyled, style_of
from scaffold.syntax.tree import Node

_DROPPED = ("type_annotation", "type_arguments", "type_parameters", "type_predicate_annotation")
_STATEMENTS = ("type_alias_declaration", "interface_declaration")
_WRAPPERS = ("as_expression", "satisfies_expression", "non_null_expression")


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
        content = _without_types(path, content)
    content = _with_its_sdk(site, content)
    if symbols and is_by_default(site):
        content = _with_default_export(path, content, symbols[0])
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


def _with_default_export(path: str, content: bytes, symbol: str) -> bytes:
    """A module that exports `symbol` by default instead of by its name."""
    source = Source.parse(path, content)
    for node in source.root.named_children:
        declaration = node.child_by_field_name("declaration")
        if node.type != "export_statement" or declaration is None:
            continue
        names = [each.child_by_field_name("name") for each in declaration.named_children]
        if symbol in [source.text(name) for name in names if name is not None]:
            start = Edit(node.start_byte, declaration.start_byte, b"")
            end = Edit(len(content), len(content), f"\nexport default {symbol};\n".encode())
            return apply(content, [start, end])
    return content


def _without_types(path: str, content: bytes) -> bytes:
    """A module of TypeScript without its types; nothing else changes."""
    source = Source.parse(path, content)
    edits: list[Edit] = []
    for node in walk(source.root):
        if node.type in _DROPPED:
            edits.append(Edit(node.start_byte, node.end_byte, b""))
        elif node.type in _WRAPPERS and node.named_children:
            edits.append(Edit(node.named_children[0].end_byte, node.end_byte, b""))
        elif node.type in _STATEMENTS or _is_type_import(node):
            whole = node.parent if node.parent and node.parent.type == "export_statement" else node
            end = whole.end_byte
            while end < len(content) and content[end : end + 1] in (b";", b"\n"):
                end += 1
            edits.append(Edit(whole.start_byte, end, b""))
    return apply(content, _outermost(edits))


def _is_type_import(node: Node) -> bool:
    return node.type == "import_statement" and any(
        child.type == "type" for child in node.children[:2]
    )


def _outermost(edits: list[Edit]) -> list[Edit]:
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda one: (one.start, -one.end)):
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return kept
