"""Names that come into being, and writes to what exists."""

from scaffold.code.frames import FUNCTIONS, Frame, Walker
from scaffold.code.kinds import read_name
from scaffold.code.outline import Binding, Body, Mutation
from scaffold.code.scopes import Scope
from scaffold.syntax.package_names import as_installed
from scaffold.syntax.tree import Node
from scaffold.syntax.wrappers import parts

_PATTERNS = frozenset(
    {"pattern_list", "tuple_pattern", "list_pattern", "array_pattern", "object_pattern"}
)


class Names(Walker):
    """Declarations, patterns and assignments."""

    def bind(
        self,
        pattern: Node,
        body: Body,
        kind: str,
        value: Node | None,
        index: int,
        frame: Frame,
        path: tuple[str, ...] = (),
    ) -> list[Binding]:
        """Bind every name of a pattern, in the scope of the frame; return the bindings."""
        made: list[Binding] = []
        todo = [(pattern, path)]
        while todo:
            node, way = todo.pop()
            what = node.type
            if what in ("identifier", "shorthand_property_identifier_pattern"):
                name = self.text(node)
                full = (*way, name) if what != "identifier" else way
                binding = Binding(
                    name, kind, node, body, path=full, value=value, index=index, scope=frame.scope  # type: ignore[arg-type]
                )  # fmt: skip
                made.append(binding)
                body.declare(binding)
            elif what == "pair_pattern":
                key, held = node.child_by_field_name("key"), node.child_by_field_name("value")
                if key is not None and held is not None:
                    todo.append((held, (*way, self.text(key).strip("\"'"))))
            elif what in ("object_assignment_pattern", "assignment_pattern"):
                left = node.child_by_field_name("left")
                if left is not None:
                    todo.append((left, way))
                self.push(node.child_by_field_name("right"), frame.to("other"))
            elif what in ("array_pattern", "pattern_list", "tuple_pattern", "list_pattern"):
                todo += [(part, (*way, f"[{at}]")) for at, part in _elements(node)]
            elif what in ("object_pattern", "rest_pattern", "list_splat_pattern",
                          "dictionary_splat_pattern", "as_pattern_target"):  # fmt: skip
                todo += [(child, way) for child in parts(node)]
        return made

    def declarator(self, node: Node, frame: Frame) -> None:
        name, value = node.child_by_field_name("name"), node.child_by_field_name("value")
        if name is None:
            return
        meant = self.bare(value)
        bound = self.bind(name, frame.body, "value", meant, 0, frame)
        self.as_imported(bound, self.required(meant))
        self.push(value, frame.to("assigned", target=name))
        if meant is not None and meant.type in FUNCTIONS and name.type == "identifier":
            bound[0].kind = "function"
            self.named.append((bound[0], meant))

    def as_imported(self, bound: list[Binding], module: str | None) -> None:
        """Let names stand for what a module exports, or all of it, where one is loaded."""
        for binding in bound if module is not None else ():
            binding.kind, binding.module = "import", as_installed(module or "")
            binding.imported, binding.path = (binding.path or ("*",))[0], binding.path[1:]

    def variables(self, node: Node, frame: Frame) -> None:
        """`var`, which is of the whole function wherever it stands."""
        whole = frame.to("other")
        whole.scope = None
        self.children(node, whole)

    def block(self, node: Node, frame: Frame) -> None:
        self.children(node, frame.at(scope=Scope(node)))

    def bare(self, node: Node | None) -> Node | None:
        return self.outline.bare(node) if node is not None else None

    def required(self, value: Node | None) -> str | None:
        """The module of `require("x")` and `await import("x")`."""
        if value is None or value.type != "call_expression":
            return None
        callee = value.child_by_field_name("function")
        arguments = value.child_by_field_name("arguments")
        if callee is None or arguments is None or self.text(callee) not in ("require", "import"):
            return None
        first = self.bare(next(iter(parts(arguments)), None))
        return self.text(first)[1:-1] if first is not None and first.type == "string" else None

    def assignment(self, node: Node, frame: Frame) -> None:
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        if left is None:
            return
        python = node.type == "assignment"
        targets, defaults = _targets(left)
        meant = self.bare(right)
        whole = meant if left.type != "object_pattern" else None
        for default in defaults:
            self.push(default, frame.to("other"))
        for target in targets:
            if python and target.type == "identifier":
                self.assign_python(target, left, meant, node, frame)
            else:
                self.write(target, node, frame, whole)
                if target.type != "identifier":
                    self.stack.append((target, frame.to("other")))
        if python and left.type == "identifier" and meant is not None and meant.type in FUNCTIONS:
            binding = frame.body.own(self.text(left), left.start_byte)
            if binding is not None and binding.kind == "value":
                binding.kind = "function"
                self.named.append((binding, meant))
        self.push(right, frame.to("assigned", target=self.bare(left)))

    def assign_python(
        self, target: Node, left: Node, right: Node | None, node: Node, frame: Frame
    ) -> None:
        name = self.text(target)
        if name in frame.body.nonlocals:
            self.write(target, node, frame, right)
        elif frame.body.own(name, target.start_byte) is not None:
            frame.body.mutations.append(Mutation(name, (), node, frame.body, right))
        else:
            self.bind(left, frame.body, "value", right, 0, frame)

    def augmented(self, node: Node, frame: Frame) -> None:
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        if left is not None:
            self.write(left, node, frame, None)
            self.push(left, frame.to("other"))
        self.push(right, frame.to("other"))

    def update(self, node: Node, frame: Frame) -> None:
        argument = node.child_by_field_name("argument")
        if argument is not None:
            self.write(argument, node, frame, None)
            self.push(argument, frame.to("other"))

    def deletion(self, node: Node, frame: Frame) -> None:
        for child in node.named_children:
            self.write(child, node, frame, None)
            self.push(child, frame.to("other"))

    def write(self, target: Node, node: Node, frame: Frame, value: Node | None) -> None:
        attrs: list[str] = []
        while True:
            kind = target.type
            attribute = read_name(target)
            if attribute is not None:
                attrs.append(self.text(attribute))
                found = target.child_by_field_name("object")
            elif kind in ("subscript_expression", "subscript"):
                attrs.append("[]")
                found = target.child_by_field_name("object" if kind != "subscript" else "value")
            else:
                found = self.outline.bare(target)
                if found is target:
                    break
            if found is None:
                return
            target = found
        if target.type in ("identifier", "this", "shorthand_property_identifier_pattern"):
            frame.body.mutations.append(
                Mutation(self.text(target), tuple(reversed(attrs)), node, frame.body, value)
            )

    def scope_names(self, node: Node, frame: Frame) -> None:
        frame.body.nonlocals.update(self.text(child) for child in node.named_children)


def _elements(node: Node) -> list[tuple[int, Node]]:
    """The elements of a pattern with their places; holes (`[, ok]`) count."""
    at, found = 0, []
    for child in node.children:
        if child.type == ",":
            at += 1
        elif child.is_named and child.type != "comment":
            found.append((at, child))
    return found


def _targets(left: Node) -> tuple[list[Node], list[Node]]:
    """What an assignment writes to, and the defaults in its patterns."""
    if left.type not in _PATTERNS:
        return [left], []
    found: list[Node] = []
    defaults: list[Node] = []
    todo = list(left.named_children)
    while todo:
        node = todo.pop(0)
        if node.type in _PATTERNS or node.type in ("list_splat_pattern", "rest_pattern"):
            todo = list(node.named_children) + todo
        elif node.type in ("pair_pattern", "assignment_pattern", "object_assignment_pattern"):
            pair = node.type == "pair_pattern"
            held = node.child_by_field_name("value" if pair else "left")
            default = None if pair else node.child_by_field_name("right")
            todo = ([held] if held is not None else []) + todo
            defaults += [default] if default is not None else []
        elif node.type != "comment":
            found.append(node)
    return found, defaults
