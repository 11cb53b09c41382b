"""The lines that move a client, or whatever a function needs, into a module of its own."""

import posixpath
from collections.abc import Iterator
from typing import NamedTuple

from scaffold.inngest.endpoints import Endpoints
from scaffold.syntax.import_style import import_line
from scaffold.syntax.imports import Imported, imports
from scaffold.syntax.modules import Modules
from scaffold.syntax.scopes import is_used, walk
from scaffold.syntax.source import Source
from scaffold.syntax.tree import Node

_NAMES = ("identifier", "type_identifier", "shorthand_property_identifier")


class OwnModule(NamedTuple):
    """A module to make, and what its old file holds in place of some lines."""

    path: str
    content: tuple[str, ...]
    old_path: str
    old_lines: tuple[tuple[int, int], ...]
    instead: tuple[str, ...]

    def hint(self, what: str) -> str:
        """Return how to make it, in words and lines to paste; `what` is moved."""
        lines = [
            f"line {first}" if first == last else f"lines {first} to {last}"
            for first, last in self.old_lines
        ]
        old = f"and in `{self.old_path}` put this in place of {' and '.join(lines)}:"
        content = [f"    {line}" if line else "" for line in self.content]
        instead = [f"    {line}" for line in self.instead]
        start = f"move {what} into its own module, then run this again: make `{self.path}` of"
        return "\n".join([start, *content, f"  {old}", *instead])


def own_module(modules: Modules, path: str, name: str) -> OwnModule | None:
    """Return the module that would hold one name of a file, None where that cannot be seen."""
    source = modules.source(path)
    if source is None:
        return None
    statements = _taken_along(source, name)
    if not statements:
        return None
    home = _home(modules, source)
    python = source.language.name == "python"
    texts: list[str] = []
    moved = [(each.start_byte, each.end_byte) for each in statements]
    needed = [bound for each, bound in statements.items() if is_used(source, bound, moved)]
    default = any(each.type == "export_statement" and _is_default(each) for each in statements)
    shared = [name, *(each for each in needed if each != name)]
    for node, bound in statements.items():
        text = source.text(node)
        if not python and node.type != "export_statement" and bound in shared:
            text = f"export {text}"
        texts += text.splitlines()
    after = modules.after({home: b""})
    head = list(dict.fromkeys(_import_lines(source, after, list(statements), home)))
    specifier = after.specifier_for(path, home)
    local = name if name != "default" else "inngest"
    instead = [import_line(source, specifier, name, local=local)]
    instead += [import_line(source, specifier, each) for each in shared[1:]]
    end = ";" if instead[0].endswith(";") else ""
    if default:
        instead.append(f"export default {local}{end}")
    elif not python:
        exported = [bound for each, bound in statements.items() if each.type == "export_statement"]
        instead += [f"export {{ {each} }}{end}" for each in exported if each in shared]
    return OwnModule(
        home,
        (*head, "", *texts),
        path,
        tuple((each.start_point.row + 1, each.end_point.row + 1) for each in statements),
        tuple(instead),
    )


def line_of(modules: Modules, path: str, name: str) -> int:
    """Return the line that defines a name of a file, the first where it is not to be seen."""
    source = modules.source(path)
    node = _defining(source, name) if source is not None else None
    return node.start_point.row + 1 if node is not None else 1


def _home(modules: Modules, source: Source) -> str:
    folder, base = posixpath.split(source.path)
    suffix = posixpath.splitext(base)[1].removesuffix("x")
    python = suffix == ".py"
    above = Endpoints(modules).root(source.path)
    if above is not None:
        folder = posixpath.join(above, "inngest")
    joint = "_" if python else "-"
    names = ("client", f"inngest{joint}client", f"own{joint}inngest{joint}client")
    stems = {posixpath.splitext(path)[0] for path in modules.paths}
    folders = {posixpath.dirname(path) for path in modules.paths}
    places = [posixpath.join(folder, name) for name in names]
    free = [place for place in places if place not in stems and place not in folders]
    return (free or places)[0] + suffix


def _taken_along(source: Source, name: str) -> dict[Node, str]:
    """Return the statement that defines a name and those of its file that it uses, in order."""
    found: dict[int, tuple[Node, str]] = {}
    pending = [name]
    while pending:
        wanted = pending.pop()
        node = _defining(source, wanted)
        if node is None or node.start_byte in found:
            continue
        found[node.start_byte] = (node, wanted)
        pending += [source.text(each) for each in walk(node) if each.type in _NAMES]
    return {node: bound for _, (node, bound) in sorted(found.items())}


def _defining(source: Source, name: str) -> Node | None:
    """Return the statement at the top of a file that defines a name."""
    for node in source.root.named_children:
        inner = node
        if node.type.startswith("import_"):
            continue
        if node.type == "export_statement":
            if name == "default" and _is_default(node):
                return node
            inner = node.child_by_field_name("declaration") or node
        if inner.type in ("lexical_declaration", "variable_declaration"):
            targets = [each.child_by_field_name("name") for each in inner.named_children]
        elif inner.type == "expression_statement" and inner.named_children:
            assigned = inner.named_children[0].type in ("assignment", "assignment_expression")
            left = inner.named_children[0].child_by_field_name("left") if assigned else None
            targets = [left]
        else:
            inner = inner.child_by_field_name("definition") or inner
            targets = [inner.child_by_field_name("name")]
        if any(target is not None and source.text(target) == name for target in targets):
            return node
    return None


def _is_default(node: Node) -> bool:
    return any(child.type == "default" for child in node.children)


def _import_lines(
    source: Source, modules: Modules, statements: list[Node], home: str
) -> Iterator[str]:
    """Yield the imports that some statements need, as the new module writes them."""
    used = {
        source.text(node)
        for each in statements
        for node in walk(each)
        # `inngest` and `inngest.fast_api` are two modules under one name.
        if node.type in (*_NAMES, "attribute")
    }
    by_statement: dict[int, list[Imported]] = {}
    for each in imports(source):
        by_statement.setdefault(each.statement.start_byte, []).append(each)
    for names in by_statement.values():
        wanted = [each for each in names if _spelled(each) in used]
        if not wanted:
            continue
        module = wanted[0].module
        target = modules.resolve(source.path, module)
        spelled = modules.specifier_for(home, target, [module]) if target is not None else module
        if len(wanted) == len(names) and spelled == module:
            yield source.text(wanted[0].statement)
            continue
        for each in wanted:
            yield import_line(source, spelled, each.name, local=each.local)


def _spelled(imported: Imported) -> str:
    """How code names what an import binds: `a.b` for Python's `import a.b`."""
    return imported.module if imported.bound_module != imported.module else imported.local
