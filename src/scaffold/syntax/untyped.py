"""A module of TypeScript as JavaScript: without its types."""

from scaffold.syntax.edits import Edit, apply
from scaffold.syntax.source import Source
from scaffold.syntax.tree import Node, walk

_DROPPED = ("type_annotation", "type_arguments", "type_parameters", "type_predicate_annotation")
_STATEMENTS = ("type_alias_declaration", "interface_declaration")
_WRAPPERS = ("as_expression", "satisfies_expression", "non_null_expression")


def without_types(path: str, content: bytes) -> bytes:
    """Return a module of TypeScript without its types; nothing else changes."""
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
