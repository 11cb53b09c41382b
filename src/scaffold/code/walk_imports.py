"""Imports and exports of both languages."""

from scaffold.code.frames import FUNCTIONS, Frame
from scaffold.code.outline import Binding, Body
from scaffold.code.scopes import Export
from scaffold.code.walk_statements import Statements
from scaffold.syntax.exports import declared
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
        source = node.child_by_field_name("source")
        clause = next((c for c in node.named_children if c.type.startswith("import_")), None)
        if source is None and clause is not None:
            source = clause.child_by_field_name("source")
        if source is None:
            return
        module = self.text(source)[1:-1]
        self.outline.modules.append((module, node))
        for part in clause.named_children if clause is not None else ():
            if part.type == "identifier":
                whole = clause is not None and clause.type == "import_require_clause"
                self.imported(
                    frame.body, part, self.text(part), module, "*" if whole else "default"
                )
            elif part.type == "namespace_import" and part.named_children:
                self.imported(frame.body, part, self.text(part.named_children[-1]), module, "*")
            elif part.type == "named_imports":
                for one in part.named_children:
                    name, alias = one.child_by_field_name("name"), one.child_by_field_name("alias")
                    if name is not None:
                        self.imported(
                            frame.body, one, self.text(alias or name), module, self.text(name)
                        )

    def export_typescript(self, node: Node, frame: Frame) -> None:
        exports = self.outline.exports
        source = node.child_by_field_name("source")
        module = self.text(source)[1:-1] if source is not None else None
        if module is not None:
            self.outline.modules.append((module, node))
        declaration = node.child_by_field_name("declaration")
        value = node.child_by_field_name("value")
        words = {child.type for child in node.children[:3]}
        for clause in node.named_children:
            if clause.type == "export_clause":
                for one in clause.named_children:
                    name, alias = one.child_by_field_name("name"), one.child_by_field_name("alias")
                    if name is not None:
                        public = self.text(alias or name)
                        place = one.start_byte, one.end_byte
                        exports[public] = Export(public, self.text(name), module, *place)
            elif clause.type == "namespace_export" and module is not None:
                public = self.text(clause.named_children[-1])
                exports[public] = Export(public, "*", module)
        if module is not None and "*" in words:
            self.outline.star_exports.append(module)
        if declaration is not None:
            for local in map(self.text, declared(declaration)):
                public = "default" if "default" in words else local
                exports[public] = Export(public, local)
            if "default" in words and "default" not in exports:
                exports["default"] = Export("default", "default")
            self.stack.append((declaration, frame.to("other")))
        elif value is not None:
            if self.outline.bare(value).type == "identifier":
                value = self.outline.bare(value)
                exports["default"] = Export("default", self.text(value))
                self.stack.append((value, frame.to("other")))
            else:
                # `export default createFunction(…)`: give the value the name `default`.
                exports["default"] = Export("default", "default")
                meant = self.outline.bare(value)
                binding = Binding("default", "value", meant, frame.body, value=meant)
                frame.body.declare(binding)
                if meant.type in FUNCTIONS:
                    self.named.append((binding, meant))
                self.stack.append((value, frame.to("assigned", target=meant)))
        elif module is None:
            self.children(node, frame.to("other"))

    def import_python(self, node: Node, frame: Frame) -> None:
        for part in node.named_children:
            alias = part.child_by_field_name("alias")
            name = part.child_by_field_name("name") if part.type == "aliased_import" else part
            if name is None:
                continue
            module = self.text(name)
            self.outline.modules.append((module, node))
            if alias is not None:
                self.imported(frame.body, part, self.text(alias), module, "*")
            else:
                root = module.split(".", 1)[0]
                self.imported(frame.body, part, root, root, "*")

    def import_from_python(self, node: Node, frame: Frame) -> None:
        source = node.child_by_field_name("module_name")
        if source is None:
            return
        module = self.text(source)
        self.outline.modules.append((module, node))
        for part in node.named_children:
            if part.id == source.id:
                continue
            if part.type == "wildcard_import":
                self.outline.star_exports.append(module)
                continue
            alias = part.child_by_field_name("alias")
            name = part.child_by_field_name("name") if part.type == "aliased_import" else part
            if name is not None and part.type != "comment":
                self.imported(frame.body, part, self.text(alias or name), module, self.text(name))
