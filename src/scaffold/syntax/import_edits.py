"""Add and remove one imported name, in the style of the file: a mirror of its other imports."""

from collections.abc import Collection, Iterable, Sequence

from scaffold.syntax.edits import Edit
from scaffold.syntax.import_style import import_line, paired
from scaffold.syntax.imports import Imported, ImportStatement, import_statements
from scaffold.syntax.lines import (
    above_directives,
    indentation,
    is_blank,
    is_first_on_line,
    line_end,
    line_start,
    newline_at,
    next_line,
)
from scaffold.syntax.lists import Elements, elements, insert, place_in_order, remove
from scaffold.syntax.source import Source
from scaffold.syntax.tree import Node


def add_import(
    source: Source,
    module: str,
    name: str,
    *,
    local: str | None = None,
    beside: Sequence[Collection[str]] = (),
    used_at: int | None = None,
) -> list[Edit]:
    """Return the edits that import `name` (`default` and `*` too) from `module`.

    An import of that module is extended where it can be; else a new one stands beside those of
    the first group of `beside` (sets of modules) that the file imports from. Returns no edits
    when the name is imported already. `used_at` is the offset that needs the name: an import
    inside a function counts only there.
    """
    if local is None and name in ("default", "*"):
        python = source.language.name == "python"
        local = module.split(".")[0] if python else module.rsplit("/", 1)[-1]
    local = local or name
    statements = [s for s in import_statements(source) if s.is_visible(used_at)]
    same = [each for each in statements if each.module == module and not each.type_only]
    for statement in same:
        for each in statement.names:
            if each.name == name and each.local == local and not each.type_only:
                return []
    for statement in sorted(same, key=lambda each: each.node.start_point.column):
        merged = _merge(source, statement, name, local)
        if merged:
            return merged
    line = import_line(source, module, name, local=local, like=_closest(statements, beside))
    return place_statement(source, statements, module, line.encode(), beside)


def remove_import(source: Source, imported: Imported) -> list[Edit]:
    """Return the edits that take one imported name out, and its statement when nothing is left."""
    statement = next(
        each
        for each in import_statements(source)
        if any(name.node == imported.node for name in each.names)
    )
    siblings = [
        name
        for each in import_statements(source)
        if each.node == statement.node
        for name in each.names
        if name.node != imported.node
    ]
    if not siblings:
        return remove_statement(source, statement.node)
    names = named_list(source, statement)
    if names is not None and imported.node in names.nodes:
        if len(names.elements) > 1:
            return remove(names, names.nodes.index(imported.node))
        braces = imported.node.parent
        assert braces is not None
        before = braces.prev_named_sibling
        assert before is not None
        return [Edit(before.end_byte, braces.end_byte, b"")]
    if source.language.name == "python":
        return [_cut(imported.node)]
    following = imported.node.next_named_sibling
    if following is None:
        return []
    return [Edit(imported.node.start_byte, following.start_byte, b"")]


def _cut(node: Node) -> Edit:
    """Return the edit that takes one module out of Python's `import a, b`."""
    after = node.next_named_sibling
    if after is not None:
        return Edit(node.start_byte, after.start_byte, b"")
    before = node.prev_named_sibling
    return Edit(before.end_byte if before is not None else node.start_byte, node.end_byte, b"")


def remove_statement(source: Source, node: Node) -> list[Edit]:
    """Return the edits that take a statement out, with its line and the comment on it."""
    content = source.content
    start, end = line_start(content, node.start_byte), line_end(content, node.end_byte)
    comment = node.next_named_sibling
    rest = content[node.end_byte : end].strip()
    if comment is not None and comment.type == "comment":
        text = content[comment.start_byte : min(comment.end_byte, end)].strip()
        rest = b"" if rest == text and comment.start_byte < end else rest
    if not is_first_on_line(content, node.start_byte) or rest:
        return [Edit(node.start_byte, node.end_byte, b"")]
    after = next_line(content, end)
    if after == end:
        # The last line of a file without a final newline: the line ending before it goes.
        return [Edit(max(line_end(content, max(start - 2, 0)), 0) if start else 0, end, b"")]
    # The blank line after a file's only import came with it; what is handed on has none of its own.
    statements = import_statements(source)
    if statements and all(each.node == node for each in statements):
        following = next_line(content, after)
        if following > after and is_blank(content, after, following):
            after = following
    return [Edit(start, after, b"")]


def named_list(source: Source, statement: ImportStatement) -> Elements | None:
    """Return the names an import statement has in a list, None when it has no such list."""
    node = statement.node
    if node.type == "import_from_statement":
        if any(child.type == "wildcard_import" for child in node.named_children):
            return None
        return elements(source, node)
    pending = list(node.named_children)
    while pending:
        node = pending.pop(0)
        if node.type in ("named_imports", "object_pattern"):
            return elements(source, node)
        if node.type in ("import_clause", "variable_declarator"):
            pending += node.named_children
    return None


def _merge(source: Source, statement: ImportStatement, name: str, local: str) -> list[Edit]:
    node = statement.node
    if name == "*" or (node.type == "import_statement" and source.language.name == "python"):
        return []
    names = named_list(source, statement)
    is_default = name == "default"
    if names is not None and not (is_default and node.type == "import_statement"):
        python = source.language.name == "python"
        colon = ": " if node.type != "import_statement" else " as "
        text = paired(name, local, " as " if python else colon)
        keys = [_name_of(each) for each in names.nodes]
        return insert(names, text, place_in_order(keys, name))
    if node.type != "import_statement":
        return []
    clause = next((c for c in node.named_children if c.type == "import_clause"), None)
    if clause is None:
        return []
    parts = clause.named_children
    if is_default and len(parts) == 1 and parts[0].type == "named_imports":
        return [Edit(parts[0].start_byte, parts[0].start_byte, f"{local}, ".encode())]
    if not is_default and len(parts) == 1 and parts[0].type == "identifier":
        text = f", {{ {paired(name, local, ' as ')} }}"
        return [Edit(parts[0].end_byte, parts[0].end_byte, text.encode())]
    return []


def _name_of(node: Node) -> str:
    name = node.child_by_field_name("name") or node
    return (name.text or b"").decode()


def _closest(
    statements: Sequence[ImportStatement], beside: Sequence[Collection[str]]
) -> ImportStatement | None:
    for group in beside:
        found = [each for each in statements if each.module in group and not each.type_only]
        if found:
            return found[-1]
    return None


def place_statement(
    source: Source,
    statements: Sequence[ImportStatement],
    module: str,
    line: bytes,
    beside: Sequence[Collection[str]],
) -> list[Edit]:
    """Return the edits that put an import or a re-export of `module` among its like."""
    lines = [each for each in statements if _is_line(source, each.node)]
    if source.language.name == "python":
        lines = [each for each in lines if not each.type_only]
    groups = [[each for each in lines if each.module in modules] for modules in beside]
    groups.append([each for each in lines if _is_top(each.node)])
    group = _one_scope(next((each for each in groups if each), []))
    if not group:
        return _first_import(source, line)
    # Neighbours of one another show an order by themselves; a single import by its block.
    window = group if len(group) > 1 else _block(source, statements, group[0])
    if not any(group[0].module in modules for modules in beside):
        return [_after(source, group[-1].node, line)]
    window = [each for each in window if each.node.type == group[-1].node.type]
    place = place_in_order([each.module for each in window], module)
    if place == len(window):
        last = group[-1] if not _in_order(window) else window[-1]
        return [_after(source, last.node, line)]
    if place == 0:
        at = above_directives(source, window[0].node)
        start = line_start(source.content, at)
        text = indentation(source.content, at) + line + newline_at(source, at)
        return [Edit(start, start, text)]
    return [_after(source, window[place - 1].node, line)]


def _one_scope(statements: Iterable[ImportStatement]) -> list[ImportStatement]:
    """Return the imports of one block: the file's own where there are any."""
    found = _unique(statements)
    top = [each for each in found if _is_top(each.node)]
    return top or [each for each in found if each.node.parent == found[-1].node.parent]


def _is_top(node: Node) -> bool:
    return node.parent is not None and node.parent.parent is None


def _in_order(window: Sequence[ImportStatement]) -> bool:
    return place_in_order([each.module for each in window], "") < len(window)


def _unique(statements: Iterable[ImportStatement]) -> list[ImportStatement]:
    found: list[ImportStatement] = []
    for each in statements:
        if not found or found[-1].node != each.node:
            found.append(each)
    return found


def _is_line(source: Source, node: Node) -> bool:
    return is_first_on_line(source.content, node.start_byte)


def _block(
    source: Source, statements: Sequence[ImportStatement], one: ImportStatement
) -> list[ImportStatement]:
    """Return the imports that stand around one with no blank line between."""
    every = _unique(each for each in statements if _is_line(source, each.node))
    at = next(i for i, each in enumerate(every) if each.node == one.node)
    first, last = at, at
    while first > 0 and _adjacent(source, every[first - 1].node, every[first].node):
        first -= 1
    while last + 1 < len(every) and _adjacent(source, every[last].node, every[last + 1].node):
        last += 1
    return every[first : last + 1]


def _adjacent(source: Source, first: Node, second: Node) -> bool:
    between = source.content[first.end_byte : second.start_byte]
    lines = between.replace(b"\r", b"").split(b"\n")
    return first.parent == second.parent and all(line.strip() for line in lines[1:-1])


def _after(source: Source, node: Node, line: bytes) -> Edit:
    end = line_end(source.content, node.end_byte)
    indent = indentation(source.content, node.start_byte)
    return Edit(end, end, newline_at(source, end) + indent + line)


def _first_import(source: Source, line: bytes) -> list[Edit]:
    """Insert before the first statement: below a shebang, directives and a module docstring."""
    content, ending = source.content, source.newline.encode()
    statement: Node | None = None
    comments: list[Node] = []
    for node in source.root.named_children:
        if node.type == "comment":
            comments.append(node)
        elif _is_prologue(node):
            comments = []
        else:
            statement = node
            break
    if statement is None:
        gap = b"" if not content or content.endswith(b"\n") else ending
        return [Edit(len(content), len(content), gap + line + ending)]
    start = statement
    for comment in reversed(comments):
        between = content[comment.end_byte : start.start_byte]
        if between.count(b"\n") > 1 or comment.text is None or comment.text.startswith(b"#!"):
            break
        start = comment
    at = line_start(content, start.start_byte)
    return [Edit(at, at, line + ending + ending)]


def _is_prologue(node: Node) -> bool:
    if node.type in ("hash_bang_line", "future_import_statement"):
        return True
    if node.type != "expression_statement" or not node.named_children:
        return False
    return node.named_children[0].type == "string"
