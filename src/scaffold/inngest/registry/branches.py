"""A list that each branch of a statement assigns: which one is served, the source does not tell."""

from scaffold.syntax.scopes import around, walk
from scaffold.syntax.source import Source
from scaffold.syntax.tree import Node

_CHOICES = ("if_statement", "try_statement", "switch_body")


def values_by_branch(source: Source, name: str) -> list[Node]:
    """Return the values of a name that every branch of one statement assigns.

    Nothing when the name has one value, or when another change follows the branches.
    """
    places: list[tuple[Node, Node]] = []
    for node in walk(source.root):
        if node.type in ("assignment", "assignment_expression"):
            left, value = node.child_by_field_name("left"), node.child_by_field_name("right")
        elif node.type == "variable_declarator":
            left, value = node.child_by_field_name("name"), node.child_by_field_name("value")
        else:
            continue
        if left is not None and value is not None and source.text(left) == name:
            places.append((node, value))
    if len(places) < 2 or not all(
        _are_apart(one, other)
        for at, (one, _) in enumerate(places)
        for other, _ in places[at + 1 :]
    ):
        return []
    if any(_may_change(source, name, node) for node in walk(source.root)):
        return []
    return [value for _, value in places]


def _may_change(source: Source, name: str, node: Node) -> bool:
    """Whether a node is `fns += …` or a call of a method, which may be `fns.append(…)`."""
    if node.type in ("augmented_assignment", "augmented_assignment_expression"):
        changed = node.child_by_field_name("left")
    elif node.type in ("call", "call_expression"):
        function = node.child_by_field_name("function")
        changed = function.child_by_field_name("object") if function is not None else None
    else:
        return False
    return changed is not None and source.text(changed) == name


def in_branches(source: Source, name: str, values: list[Node]) -> str:
    """Return what is so about a list by branch, for the message that begins with the first."""
    lines = [source.position(each.start_byte)[0] for each in values]
    counted = {2: "two", 3: "three"}.get(len(lines), str(len(lines)))
    others = " and ".join(f"`{source.path}:{line}`" for line in lines[1:])
    return f"`{name}` is assigned in {counted} branches, there and at {others}"


def _are_apart(one: Node, other: Node) -> bool:
    """Whether two statements are in different branches of one."""
    above = {each.id for each in around(one)}
    common = next((each for each in around(other) if each.id in above), None)
    if common is None:
        return False
    cases = common.type == "block" and common.parent is not None
    return common.type in _CHOICES or (
        cases and common.parent is not None and common.parent.type == "match_statement"
    )
