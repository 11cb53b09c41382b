"""The statements of a function in order: what comes after what, in which branch, and what ends it.

`body.block` holds the statements of a function; `body.statement_at(place)` the innermost one that
a call, a name or an expression stands in. Braces around statements are not seen, nor is `else if`
nested: an `if` has one block per test, and one for `else`. `a && f();` and `a ? f() : g();` are an
`if`, too. Functions inside are statements of their own kind; what stands in them is in their own
block.
"""

from bisect import bisect_right
from collections.abc import Iterator
from typing import Literal, Protocol

from scaffold.code import grammar
from scaffold.code.expressions import Expr, Expressions
from scaffold.code.kinds import is_expression, operator_of
from scaffold.syntax.tree import Node
from scaffold.syntax.wrappers import parts

StatementKind = Literal[
    "expression", "declaration", "return", "throw", "break", "continue", "if", "loop", "switch",
    "try", "with", "function", "class", "import", "export", "other",
]  # fmt: skip
Role = Literal["body", "then", "else", "case", "default", "try", "catch", "finally"]

_KINDS: dict[str, StatementKind] = {
    "expression_statement": "expression",
    "lexical_declaration": "declaration",
    "variable_declaration": "declaration",
    "return_statement": "return",
    "throw_statement": "throw",
    "raise_statement": "throw",
    "break_statement": "break",
    "continue_statement": "continue",
    "if_statement": "if",
    "for_statement": "loop",
    "for_in_statement": "loop",
    "while_statement": "loop",
    "do_statement": "loop",
    "switch_statement": "switch",
    "match_statement": "switch",
    "try_statement": "try",
    "with_statement": "with",
    "function_declaration": "function",
    "function_definition": "function",
    "generator_function_declaration": "function",
    "class_declaration": "class",
    "abstract_class_declaration": "class",
    "class_definition": "class",
    "import_statement": "import",
    "import_from_statement": "import",
    "export_statement": "export",
}
_BLOCKS = frozenset({"statement_block", "block"})
_CHOICES = frozenset(
    {"binary_expression", "boolean_operator", "ternary_expression", "conditional_expression"}
)
_EMPTY = frozenset({"comment", "empty_statement", "pass_statement"})
_CLAUSES: dict[str, Role] = {
    "catch_clause": "catch",
    "except_clause": "catch",
    "except_group_clause": "catch",
    "finally_clause": "finally",
    "else_clause": "else",
    "elif_clause": "then",
    "switch_case": "case",
    "switch_default": "default",
    "case_clause": "case",
}


class Block:
    """Statements that run one after the other; `owner` is the statement they are a part of.

    `test` is what an `if` or `elif` tests before it runs. A block `leaves` when each way through
    it returns or throws, and `ends` when it also may break or continue: what comes after it is not
    reached.
    """

    __slots__ = ("end", "ends", "leaves", "nodes", "owner", "role", "start", "statements", "test")

    def __init__(
        self,
        nodes: list[Node],
        role: Role,
        start: int,
        end: int,
        owner: "Statement | None" = None,
        test: Expr | None = None,
    ) -> None:
        self.nodes = nodes
        self.role = role
        self.start = start
        self.end = end
        self.owner = owner
        self.test = test
        self.statements: list[Statement] = []
        self.ends = self.leaves = False

    def statement_at(self, offset: int) -> "Statement | None":
        """Return the innermost statement at an offset."""
        block: Block | None = self
        found: Statement | None = None
        while block is not None:
            at = bisect_right(block.statements, offset, key=lambda each: each.start) - 1
            if at < 0 or block.statements[at].end <= offset:
                break
            found = block.statements[at]
            block = next((b for b in found.blocks if b.start <= offset < b.end), None)
        return found

    def all(self) -> "Iterator[Statement]":
        """Yield each statement in it and in those, in order."""
        todo = self.statements[::-1]
        while todo:
            statement = todo.pop()
            yield statement
            for block in reversed(statement.blocks):
                todo += reversed(block.statements)


class Statement:
    """One statement: `block` is the one it stands in, `blocks` are those it is made of."""

    __slots__ = (
        "_node", "block", "blocks", "end", "ends", "exprs", "index", "kind", "leaves", "start",
    )  # fmt: skip

    def __init__(self, node: Node, block: Block, exprs: Expressions) -> None:
        self._node = node
        self.exprs = exprs
        self.block = block
        self.index = len(block.statements)
        self.kind: StatementKind = _KINDS.get(node.type, "other")
        if node.id in exprs.merged.dropped:
            self.kind = "expression"
        if self.kind == "other" and is_expression(exprs.bare(node)):
            self.kind = "expression"
        if self.kind == "expression" and _ways(node, exprs) is not None:
            self.kind = "if"
        self.start = exprs.merged.begins.get(node.id, node.start_byte)
        self.end = node.end_byte
        self.blocks: list[Block] = []
        self.ends = self.leaves = False

    def __repr__(self) -> str:
        return f"Statement({self.kind}, line {self.line})"

    @property
    def line(self) -> int:
        return self._node.start_point[0] + 1

    @property
    def expr(self) -> Expr | None:
        """What is returned, thrown, tested or looped over; what an expression statement is."""
        node = self._node
        if self.kind in ("if", "loop", "switch"):
            for name in ("condition", "value", "subject", "right"):
                found = node.child_by_field_name(name)
                if found is not None:
                    return _tested(self.exprs.of(found))
            return self.blocks[0].test if self.kind == "if" else None
        if self.kind not in ("expression", "return", "throw"):
            return None
        dropped = self.exprs.merged.dropped.get(node.id)
        if dropped is not None or node.type not in _KINDS:
            return self.exprs.of(
                dropped or node
            )  # what an arrow function returns; `f()` of `a && f();`
        given = parts(node)
        return self.exprs.of(given[0]) if given else None

    @property
    def before(self) -> "list[Statement]":
        """The statements before it in its block, the nearest last."""
        return self.block.statements[: self.index]

    @property
    def after(self) -> "list[Statement]":
        """The statements after it in its block."""
        return self.block.statements[self.index + 1 :]

    @property
    def parent(self) -> "Statement | None":
        """The statement that it is a part of."""
        return self.block.owner

    def around(self) -> "Iterator[Block]":
        """Yield the blocks it stands in, innermost first: `role` says which branch each is."""
        block: Block | None = self.block
        while block is not None:
            yield block
            block = block.owner.block if block.owner is not None else None

    def following(self) -> "Iterator[Statement]":
        """Yield what runs after it to the end of its function: the rest of each block around.

        What stands behind a statement that leaves is not yielded, nor are other branches.
        """
        at: Statement | None = self
        while at is not None:
            for statement in at.after:
                yield statement
                if statement.ends:
                    return
            at = at.parent

    @property
    def is_in_loop(self) -> bool:
        """Whether it stands in a loop of its own function."""
        return any(b.owner is not None and b.owner.kind == "loop" for b in self.around())

    @property
    def is_last(self) -> bool:
        """Whether nothing comes after it in its function."""
        return not any(True for _ in self.following()) and not self.is_in_loop


def _tested(given: Expr) -> Expr:
    """What is asked where it is a test: `x` of `!!x` and `Boolean(x)`."""
    while True:
        inner = given.operand if given.kind == "not" else None
        found = inner.operand if inner is not None and inner.kind == "not" else None
        if given.kind == "call" and len(given.arguments) == 1 and given.callee is not None:
            found = given.arguments[0] if given.callee.text in ("Boolean", "bool") else None
        if found is None:
            return given
        given = found


def _ways(node: Node, exprs: Expressions) -> tuple[Node, Node, Node | None] | None:
    """The test and the ways of `a && f();` and `a ? f() : g();`, None for anything else."""
    given = parts(node)[:1] if node.type == "expression_statement" else [node]
    choice = exprs.bare(given[0]) if given else node
    test = grammar.condition(choice) if choice.type in _CHOICES else None
    if test is None or operator_of(choice) not in ("", "and", "&&"):
        return None
    then, *otherwise = grammar.ends(choice)
    return test, then, otherwise[0] if otherwise else None


def block(node: Node, exprs: Expressions) -> Block:
    """Return the statements of a function, a class or a module."""
    inside = node if node.type in ("program", "module") else node.child_by_field_name("body")
    if inside is None:
        return Block([], "body", node.start_byte, node.end_byte)
    nodes = parts(inside)
    if inside is not node and inside.type not in (*_BLOCKS, "class_body", "enum_body"):
        nodes = [inside]  # what an arrow function returns
    top = Block(nodes, "body", inside.start_byte, inside.end_byte)
    made: list[Statement] = []
    todo = [top]
    while todo:
        each = todo.pop()
        pending = each.nodes[::-1]
        each.nodes = []
        while pending:
            at = pending.pop()
            if at.type in _BLOCKS:  # braces alone
                pending += at.named_children[::-1]
            elif at.type == "else_clause":
                pending += parts(at)[::-1]
            elif at.type == "labeled_statement":
                pending += at.named_children[-1:]
            elif at.type == "decorated_definition":
                pending += [n for n in (at.child_by_field_name("definition"),) if n is not None]
            elif at.type not in _EMPTY and at.id not in exprs.merged.joined:
                statement = Statement(at, each, exprs)
                if at.id == inside.id:
                    statement.kind = "return"
                each.statements.append(statement)
                made.append(statement)
                statement.blocks = list(_blocks(statement))
                todo += reversed(statement.blocks)
    for statement in reversed(made):  # those inside of others come after them
        _close(statement)
    _close_block(top)
    return top


def _blocks(statement: Statement) -> Iterator[Block]:
    """What a statement is made of."""
    node = statement._node

    def part(at: Node | None, role: Role, test: Node | None = None) -> Iterator[Block]:
        if at is not None:
            tested = _tested(statement.exprs.of(test)) if test is not None else None
            yield Block([at], role, at.start_byte, at.end_byte, statement, tested)

    if statement.kind == "if":
        ways = _ways(node, statement.exprs)
        if ways is None:
            yield from _branches(node, part)
        else:
            test, then, otherwise = ways
            yield from part(then, "then", test)
            yield from part(otherwise, "else")
    elif statement.kind in ("loop", "with"):
        yield from part(node.child_by_field_name("body"), "body")
        yield from part(node.child_by_field_name("alternative"), "else")
    elif statement.kind == "try":
        yield from part(node.child_by_field_name("body"), "try")
        for clause in node.named_children:
            if clause.type in _CLAUSES:
                yield from _clause(clause, statement)
    elif statement.kind == "switch":
        inside = node.child_by_field_name("body")
        for clause in inside.named_children if inside is not None else ():
            if clause.type in _CLAUSES:
                yield from _clause(clause, statement)


def _branches(node: Node, part: "_Part") -> Iterator[Block]:
    """The branches of an `if`, with those of each `else if`."""
    at: Node | None = node
    while at is not None:
        condition = at.child_by_field_name("condition")
        yield from part(at.child_by_field_name("consequence"), "then", condition)
        others = at.children_by_field_name("alternative")
        at = None
        for other in others:
            if other.type == "elif_clause":
                yield from part(
                    other.child_by_field_name("consequence"),
                    "then",
                    other.child_by_field_name("condition"),
                )
                continue
            inner = parts(other)
            if len(inner) == 1 and inner[0].type == "if_statement":
                at = inner[0]
            else:
                yield from part(inner[0] if inner else None, "else")


def _clause(clause: Node, statement: Statement) -> Iterator[Block]:
    role = _CLAUSES[clause.type]
    values = {each.id for each in clause.children_by_field_name("value")}
    values |= {each.id for each in clause.children_by_field_name("parameter")}
    nodes = [each for each in parts(clause) if each.id not in values]
    if clause.type in ("case_clause", "except_clause", "except_group_clause", "catch_clause",
                       "finally_clause", "else_clause"):  # fmt: skip
        nodes = nodes[-1:]
        if clause.type == "case_clause" and clause.text and clause.text.startswith(b"case _"):
            role = "default"
    yield Block(nodes, role, clause.start_byte, clause.end_byte, statement)


def _close_block(block: Block) -> None:
    block.ends = any(each.ends for each in block.statements)
    block.leaves = False
    for each in block.statements:
        if each.ends:
            block.leaves = each.leaves
            break


def _close(statement: Statement) -> None:
    """Say whether what comes after a statement is reached, once that is known of its blocks."""
    for block in statement.blocks:
        _close_block(block)
    kind, blocks = statement.kind, statement.blocks
    if kind in ("return", "throw"):
        statement.ends = statement.leaves = True
    elif kind in ("break", "continue"):
        statement.ends = True
    elif kind == "with":
        statement.ends = any(each.ends for each in blocks)
        statement.leaves = any(each.leaves for each in blocks)
    elif kind == "if" and any(each.role == "else" for each in blocks):
        statement.ends = all(each.ends for each in blocks)
        statement.leaves = all(each.leaves for each in blocks)
    elif kind == "switch" and any(each.role == "default" for each in blocks):
        # What falls through leaves where the next one does; a `break` goes on after it.
        filled = [each for each in blocks if each.statements]
        falls = statement._node.type == "switch_statement"
        statement.leaves = bool(filled) and all(
            each.leaves or (falls and not each.ends and each is not filled[-1]) for each in filled
        )
        statement.ends = statement.leaves
    elif kind == "try":
        last = [each for each in blocks if each.role == "finally"]
        tried = [each for each in blocks if each.role in ("try", "else")]
        caught = [each for each in blocks if each.role == "catch"]
        for name in ("ends", "leaves"):
            leaves = any(getattr(b, name) for b in tried) and all(getattr(b, name) for b in caught)
            setattr(statement, name, leaves or any(getattr(b, name) for b in last))


class _Part(Protocol):
    """What `_blocks` hands to `_branches`: makes the block of one node."""

    def __call__(
        self, at: Node | None, role: Role, test: Node | None = None
    ) -> Iterator[Block]: ...
