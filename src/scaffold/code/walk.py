"""The one walk over a syntax tree that makes its Outline, for both languages."""

from collections.abc import Callable

from scaffold.code.frames import CALL, Frame
from scaffold.code.merging import merge
from scaffold.code.outline import Outline
from scaffold.code.walk_imports import Imports
from scaffold.syntax.source import Source
from scaffold.syntax.tree import Node
from scaffold.syntax.wrappers import AWAIT, TRANSPARENT


def outline(source: Source) -> Outline:
    """Return the outline of a file, made once."""
    made: Outline | None = source.made.get("outline")
    if made is None:
        walk = _Walk(source)
        walk.run()
        made = source.made["outline"] = walk.outline
    return made


class _Walk(Imports):
    """All parts together: which node type goes where."""

    def run(self) -> None:
        outline = self.outline
        if outline.language == "python":
            # A decorator stands before its function, and what it is given in it.
            self.table = _PYTHON
        else:
            self.table = _TYPESCRIPT
            self.put_off = []
        self.children(outline.module.node, Frame(outline.module))
        self.visit_all()
        if self.put_off:
            outline.unread = [body for body, _, _ in self.put_off]
            outline.rest = self.run_rest
        else:
            self.put_off = None
            merge(outline)

    def run_rest(self) -> None:
        """Read the inside of the functions, each at its place in the order of the file."""
        outline, put_off = self.outline, self.put_off or []
        self.put_off = None
        bodies, outline.read_bodies = outline.read_bodies, []
        sites = list(outline.read_site_at.items())
        outline.read_site_at.clear()
        first_body = first_site = 0
        for body, end_body, end_site in put_off:
            outline.read_bodies += bodies[first_body:end_body]
            outline.read_site_at.update(sites[first_site:end_site])
            first_body, first_site = end_body, end_site
            self.inside(body.node, body)
            self.visit_all()
        outline.read_bodies += bodies[first_body:]
        outline.read_site_at.update(sites[first_site:])
        merge(outline)

    def visit_all(self) -> None:
        """Visit what is on the stack, and what that puts there."""
        table, stack = self.table, self.stack
        while stack:
            node, frame = stack.pop()
            visit = table.get(node.type)
            if visit is not None:
                visit(self, node, frame)
            elif frame.use == "other":
                for child in reversed(node.named_children):
                    stack.append((child, frame))
            else:
                frame = frame.to("other")
                for child in reversed(node.named_children):
                    stack.append((child, frame))
        for binding, function in self.named:
            binding.function = self.outline.read_body_at.get(function.id)
        self.named.clear()

    def skip(self, node: Node, frame: Frame) -> None:
        return


_Visit = Callable[[_Walk, Node, Frame], None]
_BOTH: dict[str, _Visit] = {
    **dict.fromkeys(TRANSPARENT, _Walk.through),
    **dict.fromkeys(AWAIT, _Walk.awaiting),
    **dict.fromkeys(("member_expression", "subscript_expression", "attribute"), _Walk.member),
    **dict.fromkeys(CALL, _Walk.call),
    "identifier": _Walk.name,
    "this": _Walk.name,
    "comment": _Walk.skip,
    "number": _Walk.skip,
    "integer": _Walk.skip,
    "true": _Walk.skip,
    "false": _Walk.skip,
    "expression_statement": _Walk.statement,
    "return_statement": _Walk.returning,
    "if_statement": _Walk.branch,
    "while_statement": _Walk.loop,
    "for_statement": _Walk.loop,
    "try_statement": _Walk.attempt,
}
_TYPESCRIPT: dict[str, _Visit] = {
    **_BOTH,
    **dict.fromkeys(
        (
            "arrow_function", "function_expression", "function_declaration", "generator_function",
            "generator_function_declaration",
        ),
        _Walk.function,
    ),
    **dict.fromkeys(
        (
            "type_annotation", "type_arguments", "type_parameters", "type_alias_declaration",
            "interface_declaration", "string", "regex", "type_identifier", "predefined_type",
            "accessibility_modifier", "property_identifier", "ambient_declaration", "null",
        ),
        _Walk.skip,
    ),
    "shorthand_property_identifier": _Walk.name,
    "method_definition": _Walk.method,
    "class_declaration": _Walk.klass,
    "abstract_class_declaration": _Walk.klass,
    "class": _Walk.klass,
    "public_field_definition": _Walk.field,
    "enum_declaration": _Walk.klass,
    "enum_assignment": _Walk.field,
    "statement_block": _Walk.block,
    "switch_body": _Walk.block,
    "variable_declaration": _Walk.variables,
    "variable_declarator": _Walk.declarator,
    "assignment_expression": _Walk.assignment,
    "augmented_assignment_expression": _Walk.augmented,
    "update_expression": _Walk.update,
    "unary_expression": _Walk.unary,
    "binary_expression": _Walk.binary,
    "ternary_expression": _Walk.ternary,
    "array": _Walk.sequence,
    "sequence_expression": _Walk.comma,
    "object": _Walk.mapping,
    "spread_element": _Walk.spread,
    "throw_statement": _Walk.throwing,
    "switch_statement": _Walk.switch,
    "for_in_statement": _Walk.loop,
    "do_statement": _Walk.loop,
    "import_statement": _Walk.import_typescript,
    "export_statement": _Walk.export_typescript,
}  # fmt: skip
_PYTHON: dict[str, _Visit] = {
    **_BOTH,
    "function_definition": _Walk.function,
    "lambda": _Walk.function,
    "decorated_definition": _Walk.decorated,
    "class_definition": _Walk.klass,
    "type": _Walk.skip,
    "none": _Walk.skip,
    "string_content": _Walk.skip,
    "assignment": _Walk.assignment,
    "augmented_assignment": _Walk.augmented,
    "named_expression": _Walk.walrus,
    "delete_statement": _Walk.deletion,
    "nonlocal_statement": _Walk.scope_names,
    "global_statement": _Walk.scope_names,
    "boolean_operator": _Walk.binary,
    "comparison_operator": _Walk.comparison,
    "not_operator": _Walk.comparison,
    "conditional_expression": _Walk.ternary,
    "list": _Walk.sequence,
    "tuple": _Walk.sequence,
    "set": _Walk.sequence,
    "expression_list": _Walk.sequence,
    "dictionary": _Walk.mapping,
    "list_splat": _Walk.spread,
    "dictionary_splat": _Walk.spread,
    "elif_clause": _Walk.branch,
    "assert_statement": _Walk.asserting,
    "raise_statement": _Walk.throwing,
    "match_statement": _Walk.switch,
    "dotted_name": _Walk.captured,
    "splat_pattern": _Walk.captured,
    "keyword_pattern": _Walk.captured_under,
    "list_comprehension": _Walk.comprehension,
    "set_comprehension": _Walk.comprehension,
    "dictionary_comprehension": _Walk.comprehension,
    "generator_expression": _Walk.comprehension,
    "with_statement": _Walk.managed,
    "as_pattern": _Walk.as_pattern,
    "import_statement": _Walk.import_python,
    "import_from_statement": _Walk.import_python,
    "future_import_statement": _Walk.skip,
}
