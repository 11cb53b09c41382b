"""A new function as the default export of its file, where all functions beside it are."""

import posixpath

from scaffold.inngest.registry.edit import Registry
from scaffold.syntax.edits import Edit, apply
from scaffold.syntax.source import Source


def exports_by_default(registry: Registry, folder: str) -> bool:
    """Return whether the functions of a folder, two at least, are all imported as defaults."""
    imported = [
        entry.imported
        for entry in registry.entries
        if entry.module is not None and posixpath.dirname(entry.module) == folder
    ]
    return len(imported) > 1 and set(imported) == {"default"}


def with_default_export(path: str, content: bytes, symbol: str) -> bytes:
    """Return a module that exports `symbol` by default instead of by its name."""
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
