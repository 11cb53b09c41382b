"""Keep what a module exports in step: `export { a, b }`, `export … from`, `__all__`."""

from collections.abc import Collection, Iterator

from scaffold.syntax.edits import Edit
from scaffold.syntax.import_edits import place_statement, remove_statement
from scaffold.syntax.import_style import import_line, paired
from scaffold.syntax.imports import ImportStatement, string_value
from scaffold.syntax.lists import elements, insert, place_in_order, remove
from scaffold.syntax.source import Source
from scaffold.syntax.tree import Node


def add_to_export_block(source: Source, name: str, siblings: Collection[str]) -> list[Edit]:
    """Return the edits that add a name to the block that exports all its siblings.

    That block is `export { a, b }` in TypeScript and `__all__` in Python. No edits when no block
    has them all.
    """
    for block in _blocks(source):
        items = elements(source, block)
        names = [_exported_name(node) for node in items.nodes]
        if name in names or not siblings or not set(siblings) <= set(names):
            continue
        text = name
        if source.language.name == "python":
            quote = "'" if items.nodes and (items.nodes[0].text or b"")[:1] == b"'" else '"'
            text = f"{quote}{name}{quote}"
        return insert(items, text, place_in_order(names, name))
    return []


def remove_from_export_block(source: Source, name: str) -> list[Edit]:
    """Return the edits that take a name out of `export { … }` or `__all__`."""
    for block in _blocks(source):
        items = elements(source, block)
        for place, node in enumerate(items.nodes):
            if _exported_name(node) == name:
                if len(items.nodes) == 1 and block.type == "export_clause" and block.parent:
                    return remove_statement(source, block.parent)
                return remove(items, place)
    return []


def export_by_default(source: Source, name: str) -> list[Edit]:
    """Return the edits that export a name by default, instead of by itself."""
    for node in source.root.named_children:
        declaration = node.child_by_field_name("declaration")
        if node.type != "export_statement" or declaration is None:
            continue
        names = [each.child_by_field_name("name") for each in declaration.named_children]
        if name in [source.text(each) for each in names if each is not None]:
            end = len(source.content)
            line = f"\nexport default {name};\n".encode()
            return [Edit(node.start_byte, declaration.start_byte, b""), Edit(end, end, line)]
    return []


def _blocks(source: Source) -> Iterator[Node]:
    for node in source.root.named_children:
        if node.type == "export_statement" and node.child_by_field_name("source") is None:
            yield from (each for each in node.named_children if each.type == "export_clause")
        elif node.type == "expression_statement" and node.named_children:
            left = node.named_children[0].child_by_field_name("left")
            right = node.named_children[0].child_by_field_name("right")
            is_all = left is not None and left.text == b"__all__"
            if is_all and right is not None and right.type == "list":
                yield right


def _exported_name(node: Node) -> str:
    return string_value(node.child_by_field_name("name") or node)


def re_exports(source: Source) -> list[ImportStatement]:
    """Return the `export … from` statements of a TypeScript module, in order."""
    found = []
    for node in source.root.named_children:
        at = node.child_by_field_name("source") if node.type == "export_statement" else None
        if at is not None:
            of_types = any(child.type == "type" for child in node.children)
            found.append(ImportStatement(string_value(at), (), of_types, node))
    return found


def add_re_export(source: Source, module: str, name: str, exported: str) -> list[Edit]:
    """Return the edits that hand a name on from a module, as its neighbours are handed on."""
    statements = re_exports(source)
    stars = sum(each.hands_on_all for each in statements)
    line = import_line(source, module, name if name != "default" else exported)
    line = line[line.index(" from ") :]
    if statements:
        text = (statements[-1].node.text or b"").decode()
        quote = "'" if "'" in text else '"'
        line = f" from {quote}{module}{quote}" + (";" if text.rstrip().endswith(";") else "")
    if stars * 2 > len(statements) and name != "default":
        names = "*"
    else:
        names = f"{{ {paired(name, exported, ' as ')} }}"
    modules = {each.module for each in statements}
    return place_statement(source, statements, module, f"export {names}{line}".encode(), [modules])


def remove_re_export(source: Source, modules: Collection[str], name: str) -> list[Edit]:
    """Return the edits that no longer hand a name on from one of these modules."""
    for statement in re_exports(source):
        if statement.module not in modules:
            continue
        clause = next(
            (each for each in statement.node.named_children if each.type == "export_clause"), None
        )
        if clause is None:
            return remove_statement(source, statement.node)
        items = elements(source, clause)
        for place, node in enumerate(items.nodes):
            alias = node.child_by_field_name("alias")
            if name in (_exported_name(node), string_value(alias) if alias is not None else name):
                if len(items.nodes) == 1:
                    return remove_statement(source, statement.node)
                return remove(items, place)
    return []
