"""Statements: loops, branches, try, return and throw."""

from scaffold.code.frames import Frame
from scaffold.code.kinds import Use
from scaffold.code.places import Attempt, Catch, Loop, Region, Return
from scaffold.code.scopes import Scope
from scaffold.code.walk_definitions import Definitions
from scaffold.syntax.tree import Node
from scaffold.syntax.wrappers import parts


class Statements(Definitions):
    """Statements and comprehensions."""

    def statement(self, node: Node, frame: Frame) -> None:
        self.children(node, frame.to("discarded"))

    def returning(self, node: Node, frame: Frame) -> None:
        region = frame.region
        while region is not None:
            if region.caught is not None:
                region.caught.returns = True
            region = region.parent
        frame.body.returns.append(Return(node, self.outline.exprs))
        self.children(node, frame.to("returned"))

    def throwing(self, node: Node, frame: Frame) -> None:
        region = frame.region
        while region is not None:
            if region.caught is not None:
                region.caught.throws = True
                break
            if region.kind == "try":
                break  # caught again further out; not known to leave
            region = region.parent
        self.children(node, frame.to("thrown"))

    def branch(self, node: Node, frame: Frame) -> None:
        condition = node.child_by_field_name("condition")
        for child in reversed(node.named_children):
            same = condition is not None and child.id == condition.id
            self.stack.append((child, frame.to("condition") if same else frame))

    def asserting(self, node: Node, frame: Frame) -> None:
        self.children(node, frame.to("asserted"))

    def switch(self, node: Node, frame: Frame) -> None:
        value = node.child_by_field_name("value") or node.child_by_field_name("subject")
        for child in reversed(node.named_children):
            same = value is not None and child.id == value.id
            self.stack.append((child, frame.to("condition") if same else frame))

    def loop(self, node: Node, frame: Frame) -> None:
        """for, while, do: everything inside is in the loop, but not what it runs over."""
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        names: tuple[str, ...] = ()
        declared = node.child_by_field_name("kind")
        scoped = frame
        if declared is None or declared.type != "var":
            scoped = frame.at(scope=Scope(node, leaks=self.leaks))
        if left is not None and right is not None:
            bound = self.bind(left, frame.body, "loop", self.bare(right), 0, scoped)
            names = tuple(binding.name for binding in bound)
        # Python's loops bind, but what is assigned in one is of the whole function.
        inside = (frame if self.leaks else scoped).at(
            loop=Loop(node, self.outline.exprs, names, frame.loop)
        )
        condition = node.child_by_field_name("condition")
        for child in reversed(node.named_children):
            if left is not None and child.id == left.id:
                continue
            if right is not None and child.id == right.id:
                below = frame.to("loop")
                below.awaited = node.type == "for_statement" and node.children[0].type == "async"
                self.stack.append((child, below))
            elif condition is not None and child.id == condition.id:
                self.stack.append((child, inside.to("condition")))
            else:
                self.stack.append((child, inside))

    def comprehension(self, node: Node, frame: Frame) -> None:
        names: list[str] = []
        clauses = [child for child in node.named_children if child.type == "for_in_clause"]
        first = clauses[0].child_by_field_name("right") if clauses else None
        scoped = frame.at(scope=Scope(node, without=first))
        pushed: list[tuple[Node, Frame]] = []
        for clause in clauses:
            left, right = clause.child_by_field_name("left"), clause.child_by_field_name("right")
            if left is not None:
                bound = self.bind(left, frame.body, "loop", self.bare(right), 0, scoped)
                names += [binding.name for binding in bound]
            if right is not None:
                pushed.append((right, frame.to("loop")))
        loop = Loop(node, self.outline.exprs, tuple(names), frame.loop)
        use: Use = "discarded" if frame.use == "discarded" else "element"
        inside = frame.to(use, frame.owner, target=frame.target)
        inside.loop = loop
        test = frame.to("condition")
        test.loop = loop
        for child in node.named_children:
            if child.type == "if_clause":
                pushed += [(part, test) for part in child.named_children]
            elif child.type != "for_in_clause":
                pushed.append((child, inside))
        self.stack.extend(reversed(pushed))

    def attempt(self, node: Node, frame: Frame) -> None:
        attempt = Attempt(node, self.outline.exprs)
        frame.body.attempts.append(attempt)
        for child in reversed(node.named_children):
            kind = child.type
            scope = None if self.leaks else Scope(child)
            if kind in ("catch_clause", "except_clause", "except_group_clause"):
                caught = self.catch(child, attempt, frame)
                attempt.catches.insert(0, caught)
                region = Region("catch", attempt, frame.region, caught)
            elif kind == "finally_clause":
                region = Region("finally", attempt, frame.region)
            else:
                region = Region("try", attempt, frame.region)
            self.children(child, frame.at(region=region, scope=scope))

    def catch(self, node: Node, attempt: Attempt, frame: Frame) -> Catch:
        caught = Catch(node, self.outline.exprs, attempt)
        frame = frame.at(scope=Scope(node, leaks=self.leaks))
        parameter = node.child_by_field_name("parameter")
        value = node.child_by_field_name("value")
        if parameter is not None:
            caught.name = self.text(parameter)
            self.bind(parameter, frame.body, "catch", None, 0, frame)
        if value is None:
            return caught
        if value.type == "as_pattern":
            alias = value.child_by_field_name("alias")
            if alias is not None:
                caught.name = self.text(alias)
                self.bind(alias, frame.body, "catch", None, 0, frame)
            value = value.named_children[0]
        value = self.outline.bare(value)
        named = parts(value) if value.type == "tuple" else [value]
        caught.types = tuple(map(self.outline.bare, named))
        return caught

    def managed(self, node: Node, frame: Frame) -> None:
        """Python's `with`: what it binds is for its block first."""
        region = self.suppressed(node, frame)
        for child in reversed(node.named_children):
            opened = child.type == "with_clause"
            inside = frame.at(scope=Scope(node, leaks=True)) if opened else frame.at(region=region)
            self.push(child, inside)

    def suppressed(self, node: Node, frame: Frame) -> Region | None:
        """`with suppress(OSError):` is a `try` whose clause does nothing: the region of its block.

        Any other `with` leaves the region as it is.
        """
        attempt = Attempt(node, self.outline.exprs)
        for clause in (each for each in node.named_children if each.type == "with_clause"):
            for item in clause.named_children:
                call = self.outline.bare(item.named_children[0]) if item.named_children else item
                arguments = call.child_by_field_name("arguments")
                if arguments is not None and parts(arguments) and self.suppresses(call, frame):
                    caught = Catch(call, self.outline.exprs, attempt)
                    caught.types = tuple(map(self.outline.bare, parts(arguments)))
                    attempt.catches.append(caught)
        if not attempt.catches:
            return frame.region
        frame.body.attempts.append(attempt)
        return Region("try", attempt, frame.region)

    def suppresses(self, call: Node, frame: Frame) -> bool:
        """Whether a call is one of `contextlib.suppress`, by the import of its file."""
        callee = self.bare(call.child_by_field_name("function"))
        if call.type != "call" or callee is None:
            return False
        attribute = None
        if callee.type == "attribute":
            attribute = self.text(callee.child_by_field_name("attribute") or callee)
            callee = self.bare(callee.child_by_field_name("object")) or callee
        binding = frame.body.lookup(self.text(callee), call.start_byte)
        if binding is None or binding.module != "contextlib":
            return False
        return (attribute or binding.imported) == "suppress"

    def as_pattern(self, node: Node, frame: Frame) -> None:
        alias = node.child_by_field_name("alias")
        value = node.named_children[0] if node.named_children else None
        if alias is None and node.named_children[-1].type == "identifier":
            alias = node.named_children[-1]  # of a `case`
        if alias is not None:
            self.bind(alias, frame.body, "value", self.bare(value), 0, frame)
        self.push(value, frame.to("assigned", target=alias))

    def captured(self, node: Node, frame: Frame) -> None:
        """A name in a `case` of Python: it binds what stands there, `a.B` and `B()` are read."""
        of_class = node.parent is not None and node.parent.type == "class_pattern"
        first, *rest = parts(node)
        if rest or of_class:
            path = tuple(map(self.text, rest))
            self.name(first, frame.to("member" if rest else "other", path=path))
        else:
            self.bind(first, frame.body, "value", None, 0, frame)

    def captured_under(self, node: Node, frame: Frame) -> None:
        """`key=pattern` in a `case`: the key is a field of the class."""
        self.push(node.named_children[-1], frame.to("other"))
