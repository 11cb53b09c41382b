"""Which scope binds a name where it stands, so that one name can be changed and no other."""

from collections.abc import Iterator

from scaffold.syntax.scopes import walk
from scaffold.syntax.source import Source
from scaffold.syntax.tree import Node

NAMES = (
    "identifier",
    "type_identifier",
    "shorthand_property_identifier",
    "shorthand_property_identifier_pattern",
)
_COMPREHENSIONS = (
    "list_comprehension",
    "set_comprehension",
    "dictionary_comprehension",
    "generator_expression",
)
_PYTHON_FUNCTIONS = ("function_definition", "lambda")
_TYPESCRIPT_FUNCTIONS = (
    "function_declaration",
    "function_expression",
    "arrow_function",
    "method_definition",
    "generator_function",
    "generator_function_declaration",
)
_TYPESCRIPT_BLOCKS = (
    "statement_block",
    "for_statement",
    "for_in_statement",
    "catch_clause",
    "switch_body",
)
_PATTERNS = (
    "pattern_list",
    "tuple_pattern",
    "list_pattern",
    "list_splat_pattern",
    "dictionary_splat_pattern",
    "object_pattern",
    "array_pattern",
    "rest_pattern",
)
# Where a name is made, by the node around it and the field that the name is in.
_MADE_IN = {
    "assignment": "left",
    "augmented_assignment": "left",
    "for_statement": "left",
    "for_in_clause": "left",
    "named_expression": "name",
    "default_parameter": "name",
    "typed_default_parameter": "name",
    "aliased_import": "alias",
    "function_definition": "name",
    "class_definition": "name",
    "variable_declarator": "name",
    "required_parameter": "pattern",
    "optional_parameter": "pattern",
    "arrow_function": "parameter",
    "catch_clause": "parameter",
    "for_in_statement": "left",
    "function_declaration": "name",
    "function_expression": "name",
    "generator_function_declaration": "name",
    "class_declaration": "name",
    "enum_declaration": "name",
    "interface_declaration": "name",
    "type_alias_declaration": "name",
}
# These give their name to the scope around them.
_NAMED_OUTSIDE = (
    "function_definition",
    "class_definition",
    "function_declaration",
    "generator_function_declaration",
    "class_declaration",
)


class Scopes:
    """The scopes of a file that bind one name."""

    def __init__(self, source: Source, name: str) -> None:
        self._source = source
        self._python = source.language.name == "python"
        self.nodes = [
            node
            for node in walk(source.root)
            if node.type in NAMES and source.text(node) == name and not is_label(node)
        ]
        """Everywhere the name is made or used."""
        self._binding: set[int] = set()
        handed_up: set[int] = set()
        for node in self.nodes:
            above = node.parent
            if above is not None and above.type in ("global_statement", "nonlocal_statement"):
                handed_up.add(next(self._around(node)).id)
            elif self.is_made(node):
                self._binding.add(self._made_in(node).id)
        self._binding -= handed_up

    def scope(self, node: Node) -> Node:
        """Return the scope that gives the name its meaning at a node; the file when none does."""
        return next(
            (each for each in self._around(node) if each.id in self._binding), self._source.root
        )

    def binds(self, scope: Node) -> bool:
        """Whether a scope makes the name."""
        return scope.id in self._binding

    def between(self, node: Node, scope: Node) -> bool:
        """Whether the name is made by a scope that is around a node and inside another."""
        for each in self._around(node):
            if each.id == scope.id:
                return False
            if each.id in self._binding:
                return True
        return False

    def _made_in(self, node: Node) -> Node:
        above = node.parent
        assert above is not None
        if above.type in _NAMED_OUTSIDE:
            return next(self._around(above))
        scopes = self._around(node)
        if above.type == "named_expression":
            return next(each for each in scopes if each.type not in _COMPREHENSIONS)
        if self._is_var(node):
            functions = (*_TYPESCRIPT_FUNCTIONS, "program")
            return next(each for each in scopes if each.type in functions)
        return next(scopes)

    def _is_var(self, node: Node) -> bool:
        above = node.parent
        while above is not None and (above.type in _PATTERNS or above.type.endswith("pattern")):
            above = above.parent
        declaration = above.parent if above is not None else None
        declarator = above is not None and above.type == "variable_declarator"
        return declarator and declaration is not None and declaration.type == "variable_declaration"

    def is_made(self, node: Node) -> bool:
        """Whether a node makes the name: an assignment, a parameter, an import, a definition."""
        at, above = node, node.parent
        while above is not None:
            if above.type in _PATTERNS:
                at, above = above, above.parent
                continue
            if above.type in ("assignment_pattern", "object_assignment_pattern"):
                if above.child_by_field_name("left") != at:
                    return False
            elif above.type == "pair_pattern":
                if above.child_by_field_name("value") != at:
                    return False
            else:
                break
            at, above = above, above.parent
        if above is None:
            return False
        if above.type in ("parameters", "lambda_parameters", "as_pattern_target"):
            return True
        if above.type == "typed_parameter":
            return above.child_by_field_name("type") != at
        if above.type in ("import_clause", "namespace_import", "import_require_clause"):
            return True
        if above.type == "import_specifier":
            alias = above.child_by_field_name("alias")
            return alias is None or alias == at
        if above.type == "dotted_name":
            return _is_made_by_dotted(at, above)
        if above.type == "splat_pattern":
            return True
        field = _MADE_IN.get(above.type)
        return field is not None and above.child_by_field_name(field) == at

    def _around(self, node: Node) -> Iterator[Node]:
        """Yield the scopes that a name at a node is looked up in, innermost first."""
        yield from self._python_around(node) if self._python else self._typescript_around(node)

    def _typescript_around(self, node: Node) -> Iterator[Node]:
        above: Node | None = node
        while above is not None:
            kind = above.type
            if kind in _TYPESCRIPT_FUNCTIONS or kind in _TYPESCRIPT_BLOCKS or above.parent is None:
                yield above
            above = above.parent

    def _python_around(self, node: Node) -> Iterator[Node]:
        at, above = node, node.parent
        outside = crossed = False
        while above is not None:
            kind = above.type
            if kind in ("default_parameter", "typed_default_parameter", "typed_parameter"):
                # A default and an annotation are read outside the function.
                outside = at in (
                    above.child_by_field_name("value"), above.child_by_field_name("type"),
                )  # fmt: skip
            elif kind in _PYTHON_FUNCTIONS:
                inside = at in (
                    above.child_by_field_name("body"), above.child_by_field_name("parameters"),
                )  # fmt: skip
                if inside and not outside:
                    crossed = True
                    yield above
                outside = False
            elif kind == "class_definition":
                # The methods of a class do not see its names.
                if at == above.child_by_field_name("body") and not crossed:
                    yield above
            elif kind in _COMPREHENSIONS or above.parent is None:
                yield above
            at, above = above, above.parent


def _is_made_by_dotted(node: Node, dotted: Node) -> bool:
    above = dotted.parent
    if above is None:
        return False
    if above.type == "import_statement":
        return dotted.named_children[0] == node
    if above.type == "import_from_statement":
        return dotted != above.child_by_field_name("module_name")
    return above.type == "case_pattern" and len(dotted.named_children) == 1


def is_label(node: Node) -> bool:
    """Whether a name is an attribute, a keyword argument's or an alias's name, so no use."""
    parent = node.parent
    if parent is None:
        return False
    if parent.type == "keyword_pattern":
        return parent.named_children[0] == node
    fields = {
        "attribute": "attribute",
        "keyword_argument": "name",
        "member_expression": "property",
        "export_specifier": "alias",
    }
    field = fields.get(parent.type)
    statement = parent.parent.parent if parent.parent is not None else None
    handed_on = parent.type == "export_specifier" and statement is not None
    if handed_on and statement is not None and statement.child_by_field_name("source") is not None:
        # `export { a } from "./b"` uses nothing of this file.
        return True
    found = parent.child_by_field_name(field) if field else None
    return found is not None and found == node
