"""Imports and exports of both languages."""

from collections.abc import Iterable

from scaffold.code.frames import FUNCTIONS, Frame
from scaffold.code.outline import Binding, Body
from scaffold.code.walk_statements import Statements
from scaffold.syntax.exports import exported_by
from scaffold.syntax.imports import ImportStatement, python_imports, typescript_import
from scaffold.syntax.package_names import as_installed
from scaffold.syntax.tree import Node


class Imports(Statements):
    """Imports bind names; exports are listed."""

    def imported(
        self, body: Body, node: Node, local: str, module: str, name: str,
        path: tuple[str, ...] = (),
    ) -> None:  # fmt: skip
        if self.outline.language != "python":
            module = as_installed(module)
        body.declare(Binding(local, "import", node, body, module=module, imported=name, path=path))

    def import_typescript(self, node: Node, frame: Frame) -> None:
        self.imports((typescript_import(node),), frame)

    def import_python(self, node: Node, frame: Frame) -> None:
        self.imports(python_imports(node), frame)

    def imports(self, statements: Iterable[ImportStatement], frame: Frame) -> None:
        for statement in statements:
            for each in statement.names if statement.module else ():
                if each.local != "*":
                    self.imported(frame.body, each.node, each.local, each.bound_module, each.name)

    def export_typescript(self, node: Node, frame: Frame) -> None:
        given = {each.name: each for each in exported_by(self.outline.source, node)}
        self.outline.exports |= given
        declaration = node.child_by_field_name("declaration")
        value = node.child_by_field_name("value")
        if declaration is not None:
            self.stack.append((declaration, frame.to("other")))
        elif value is not None:
            meant = self.outline.bare(value)
            if meant.type == "identifier":
                self.stack.append((meant, frame.to("other")))
                return
            # `export default createFunction(…)`: give the value the name `default`.
            binding = Binding("default", "value", meant, frame.body, value=meant)
            frame.body.declare(binding)
            if meant.type in FUNCTIONS:
                self.named.append((binding, meant))
            self.stack.append((value, frame.to("assigned", target=meant)))
        elif node.child_by_field_name("source") is None:
            self.children(node, frame.to("other"))
