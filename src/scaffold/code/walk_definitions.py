"""Functions and classes: the bodies of an outline."""

from scaffold.code.frames import Frame
from scaffold.code.outline import Binding, Body
from scaffold.code.places import Return
from scaffold.code.walk_expressions import Expressions
from scaffold.syntax.tree import Node


class Definitions(Expressions):
    """Functions, methods, classes and their parameters."""

    def function(self, node: Node, frame: Frame) -> None:
        body = Body("function", node, frame.body, self.outline)
        body.owner, body.index, body.use = frame.owner, frame.index, frame.use
        body.loop, body.region = frame.loop, frame.region
        inside = node.child_by_field_name("body")
        self.outline.read_bodies.append(body)
        self.outline.read_body_at[node.id] = body
        head_end = inside.start_byte if inside is not None else node.end_byte
        head = self.content[node.start_byte : head_end].split(b"(", 1)[0]
        body.is_async = b"async" in head.split()
        name = node.child_by_field_name("name")
        if name is not None:
            body.name = self.text(name)
            kind = node.type
            if kind != "function_expression":
                frame.body.declare(
                    Binding(
                        body.name, "function", name, frame.body, function=body, scope=frame.scope
                    )
                )
        elif frame.target is not None and frame.use == "assigned":
            body.name = self.text(frame.target) if frame.target.type == "identifier" else None
        if self.put_off is not None:
            self.put_off.append(
                (body, len(self.outline.read_bodies), len(self.outline.read_site_at))
            )
        else:
            self.inside(node, body)

    def inside(self, node: Node, body: Body) -> None:
        """The parameters of a function and what stands in it."""
        body.open()
        inner = Frame(body)
        if node.type == "function_expression" and body.name is not None:
            body.declare(Binding(body.name, "function", node, body, function=body))
        self.parameters(node, body, inner)
        inside = node.child_by_field_name("body")
        if inside is None:
            return
        if inside.type in ("statement_block", "block"):
            self.children(inside, inner)
        else:
            body.returns.append(Return(self.outline.bare(inside), self.outline.exprs))
            self.stack.append((inside, Frame(body, "returned")))

    def parameters(self, node: Node, body: Body, frame: Frame) -> None:
        single = node.child_by_field_name("parameter")
        listed = node.child_by_field_name("parameters")
        nodes = [single] if single is not None else listed.named_children if listed else []
        index = 0
        for each in nodes:
            if each.type in ("comment", "keyword_separator", "positional_separator"):
                continue
            pattern = each
            if each.type in ("required_parameter", "optional_parameter"):
                pattern = each.child_by_field_name("pattern") or each
                self.push(each.child_by_field_name("value"), frame.to("other"))
            elif each.type in ("default_parameter", "typed_default_parameter"):
                pattern = each.child_by_field_name("name") or each
                self.push(each.child_by_field_name("value"), frame.to("other"))
            elif each.type == "typed_parameter":
                pattern = each.named_children[0]
            if pattern.type in ("rest_pattern", "list_splat_pattern", "dictionary_splat_pattern"):
                body.rest = index
            body.parameters.append(self.text(pattern) if pattern.type == "identifier" else None)
            bound = self.bind(pattern, body, "param", None, index, frame)
            self.as_imported(bound, self.loaded(body) if index == 0 else None)
            index += 1

    def loaded(self, body: Body) -> str | None:
        """The module that a function is given once it is there: `import("x").then((x) => …)`."""
        owner = body.owner if body.use == "argument" and body.index == 0 else None
        if owner is None or owner.attrs[-1:] != ("then",):
            return None
        called = owner.node.child_by_field_name("function")
        return self.required(called.child_by_field_name("object")) if called is not None else None

    def method(self, node: Node, frame: Frame) -> None:
        self.function(node, frame.to("property", frame.owner))

    def decorated(self, node: Node, frame: Frame) -> None:
        definition = node.child_by_field_name("definition")
        decorators = [child for child in node.named_children if child.type == "decorator"]
        if definition is not None:
            self.visit_now(definition, frame)
            body = self.outline.read_body_at.get(definition.id)
            if body is not None:
                body.decorators = [
                    self.outline.bare(d.named_children[0]) for d in decorators if d.named_children
                ]
        for decorator in reversed(decorators):
            self.children(decorator, frame.to("other"))

    def visit_now(self, node: Node, frame: Frame) -> None:
        visit = self.table.get(node.type)
        if visit is not None:
            visit(self, node, frame)

    def klass(self, node: Node, frame: Frame) -> None:
        body = Body("class", node, frame.body, self.outline)
        self.outline.read_bodies.append(body)
        self.outline.read_body_at[node.id] = body
        name = node.child_by_field_name("name")
        if name is not None:
            body.name = self.text(name)
            frame.body.declare(
                Binding(body.name, "class", name, frame.body, function=body, scope=frame.scope)
            )
        inner = Frame(body, "other", frame.loop, frame.region)
        self.push(node.child_by_field_name("body"), inner)

    def field(self, node: Node, frame: Frame) -> None:
        name, value = node.child_by_field_name("name"), node.child_by_field_name("value")
        if name is not None:
            key = self.text(name)
            value = self.bare(value)
            frame.body.declare(Binding(key, "value", name, frame.body, value=value))
        self.push(value, frame.to("assigned", target=name))

    def walrus(self, node: Node, frame: Frame) -> None:
        name, value = node.child_by_field_name("name"), node.child_by_field_name("value")
        if name is not None:
            self.bind(name, frame.body, "value", self.bare(value), 0, frame)
            if frame.use != "discarded" or frame.awaited:
                self.name(name, frame)
                frame.body.references[-1].named_by = node
        self.push(value, frame.to("assigned", target=name))
