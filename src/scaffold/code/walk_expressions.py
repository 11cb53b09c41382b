"""Calls, references, and how each value is used."""

from scaffold.code.frames import CALL, FUNCTIONS, NAMES, Frame
from scaffold.code.kinds import Use, makes_dict, read_name
from scaffold.code.outline import CallSite, Reference
from scaffold.code.templates import is_formatted
from scaffold.code.walk_names import Names
from scaffold.syntax.tree import Node
from scaffold.syntax.wrappers import AWAIT, TRANSPARENT, inner, parts


class Expressions(Names):
    """Every expression that is no function."""

    def through(self, node: Node, frame: Frame) -> None:
        """An expression that stands for a part of it, such as `(x)` and `x as T`."""
        self.push(inner(node), frame)

    def awaiting(self, node: Node, frame: Frame) -> None:
        below = frame.to(frame.use, frame.owner, frame.index, frame.target, frame.path)
        below.awaited = True
        self.push(inner(node), below)

    def name(self, node: Node, frame: Frame) -> None:
        self.read(node, frame, frame.use, frame.path, False, frame.awaited)

    def read(
        self, node: Node, frame: Frame, use: Use, path: tuple[str, ...], optional: bool,
        awaited: bool,
    ) -> None:  # fmt: skip
        """Note where a name is read, and what is read of it."""
        reference = Reference(
            self.text(node), node, frame.body, use, frame.owner, frame.index, path, optional,
            frame.target, awaited,
        )  # fmt: skip
        frame.body.references.append(reference)

    def spell(self, node: Node) -> tuple[Node, tuple[str, ...], bool, bool, bool]:
        """Take `a.b?.c` apart: the innermost node, the attributes, optional?, awaited?

        The last one says whether the innermost node itself is: `(await query).length`.
        """
        attrs: list[str] = []
        optional = awaited = itself = False
        while True:
            kind = node.type
            attribute = read_name(node)
            if attribute is not None:
                parent = node.child_by_field_name("object")
                if parent is None:
                    break
                attrs.append(self.text(attribute))
                # The innermost one counts: whether the root itself may be missing.
                optional = b"?." in self.content[parent.end_byte : attribute.start_byte]
                node, itself = parent, False
            elif kind in TRANSPARENT or kind in AWAIT:
                itself = kind in AWAIT
                awaited = awaited or itself
                found = inner(node)
                if found is None:
                    break
                node = found
            else:
                found = self.outline.exprs.cast(node)
                if found is None:
                    break
                node, itself = found, False
        return node, tuple(reversed(attrs)), optional, awaited, itself

    def member(self, node: Node, frame: Frame) -> None:
        start, attrs, optional, awaited, itself = self.spell(node)
        if start is node:
            self.children(node, frame.to("other"))
        elif start.type in NAMES:
            # `a.b` used as x: a reference to `a` that knows the path and the use of the whole.
            self.read(start, frame, "member", attrs, optional, itself)
            if frame.use == "condition":
                frame.body.references[-1].use = "member" if not optional else "condition"
        else:
            use: Use = "condition" if optional else "member"
            below = frame.to(use, path=attrs, target=frame.target)
            below.awaited = awaited
            self.stack.append((start, below))

    def call(self, node: Node, frame: Frame) -> None:
        cast = self.outline.exprs.cast(node)
        if cast is not None:
            self.stack.append((cast, frame))
            return
        kind = node.type
        if kind == "call" and (makes_dict(node) or is_formatted(node)):
            self.literal(node, frame)
            return
        is_new = kind == "new_expression"
        body = frame.body
        site = CallSite(node, self.outline.exprs, is_new, body=body)
        site.use = frame.use
        site.owner = frame.owner
        site.index = frame.index
        site.target = frame.target
        site.awaited = frame.awaited
        site.loop = frame.loop
        site.region = frame.region
        site.path = frame.path
        if frame.use == "receiver" and frame.owner is not None:
            frame.owner.receiver = site
        body.calls.append(site)
        self.outline.read_site_at[node.id] = site
        callee = node.child_by_field_name("constructor" if is_new else "function")
        if callee is not None:
            site.callee = self.outline.bare(callee)
            self.spell_callee(site, callee, frame)
        arguments = node.child_by_field_name("arguments")
        if arguments is None:
            return
        if arguments.type not in ("arguments", "argument_list"):
            site.arguments.append(arguments)  # a tagged template, a generator
            self.push(arguments, frame.to("argument", site, 0))
            return
        index = 0
        pushed: list[tuple[Node, Frame]] = []
        for argument in parts(arguments):
            kind = argument.type
            if kind == "keyword_argument":
                key = argument.child_by_field_name("name")
                value = argument.child_by_field_name("value")
                if key is not None and value is not None:
                    site.keywords[self.text(key)] = self.outline.bare(value)
                    pushed.append((value, frame.to("argument", site, -1)))
                continue
            site.arguments.append(self.outline.bare(argument))
            pushed.append((argument, frame.to("argument", site, index)))
            index += 1
        self.stack.extend(reversed(pushed))

    def literal(self, call: Node, frame: Frame) -> None:
        """A call that makes what a literal would: it takes in its arguments as one does."""
        below = frame.to("property", frame.owner) if makes_dict(call) else frame.to("other")
        for each in reversed(parts(call.child_by_field_name("arguments") or call)):
            value = each.child_by_field_name("value")
            self.stack.append((value if value is not None else each, below))

    def spell_callee(self, site: CallSite, callee: Node, frame: Frame) -> None:
        start, site.attrs, site.optional, awaited, itself = self.spell(callee)
        kind = start.type
        if kind in NAMES or kind == "import":
            site.root = self.text(start)
            if kind != "import":
                use: Use = "receiver" if site.attrs else "other"
                self.read(start, frame.to(use, site), use, site.attrs, site.optional, itself)
        elif kind in CALL:
            site.receiver_awaited = awaited
            below = frame.to("receiver", site, path=site.attrs)
            below.awaited = awaited
            self.stack.append((start, below))
        elif kind in FUNCTIONS or start is not callee:
            self.stack.append((start, frame.to("receiver", site)))
        else:
            self.children(callee, frame.to("other"))

    def sequence(self, node: Node, frame: Frame) -> None:
        """An array, tuple or set; its elements still belong to the call around it."""
        use: Use = "discarded" if frame.use == "discarded" else "element"
        below = frame.to(use, frame.owner, target=frame.target)
        pushed = []
        for index, child in enumerate(parts(node)):
            each = below
            if frame.use in ("argument", "assigned"):
                each = frame.to("element", frame.owner, index, frame.target)
            pushed.append((child, each))
        self.stack.extend(reversed(pushed))

    def comma(self, node: Node, frame: Frame) -> None:
        """`a, b`: nobody takes what comes before the last."""
        *before, last = parts(node)
        self.stack.append((last, frame))
        for each in reversed(before):
            self.stack.append((each, frame.to("discarded")))

    def mapping(self, node: Node, frame: Frame) -> None:
        below = frame.to("property", frame.owner)
        for child in reversed(node.named_children):
            if child.type == "pair":
                key = child.child_by_field_name("key")
                if key is not None and key.type == "computed_property_name":
                    self.push(key, frame.to("other"))
                self.push(child.child_by_field_name("value"), below)
            else:
                self.stack.append((child, below))

    def spread(self, node: Node, frame: Frame) -> None:
        for child in node.named_children:
            self.stack.append((child, frame.to("element", frame.owner, frame.index)))

    def binary(self, node: Node, frame: Frame) -> None:
        """`a && b`, `a ?? b`: the left is tested, the right is the value. `a === b` tests both."""
        operator = node.child_by_field_name("operator")
        word = operator.type if operator is not None else ""
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        if word in ("&&", "||", "??", "and", "or"):
            self.push(right, frame)
            self.push(left, frame.to("condition"))
        elif word in ("===", "!==", "==", "!=", "instanceof", "in"):
            self.push(right, frame.to("condition"))
            self.push(left, frame.to("condition"))
        else:
            self.children(node, frame.to("other"))

    def comparison(self, node: Node, frame: Frame) -> None:
        below = frame.to("asserted" if frame.use == "asserted" else "condition")
        self.children(node, below)

    def unary(self, node: Node, frame: Frame) -> None:
        word = self.content[node.start_byte : node.start_byte + 6]
        argument = node.child_by_field_name("argument")
        if word.startswith(b"!"):
            self.push(argument, frame.to("condition"))
        elif word.startswith(b"void"):
            self.push(argument, frame.to("void"))
        elif word == b"delete" and argument is not None:
            self.write(argument, node, frame, None)
            self.push(argument, frame.to("other"))
        elif word == b"typeof":
            self.push(argument, frame.to("condition"))
        else:
            self.push(argument, frame.to("other"))

    def ternary(self, node: Node, frame: Frame) -> None:
        if node.type == "conditional_expression":
            operands = parts(node)
            if len(operands) == 3:
                self.stack += [
                    (operands[2], frame),
                    (operands[1], frame.to("condition")),
                    (operands[0], frame),
                ]
            return
        self.push(node.child_by_field_name("alternative"), frame)
        self.push(node.child_by_field_name("consequence"), frame)
        self.push(node.child_by_field_name("condition"), frame.to("condition"))
