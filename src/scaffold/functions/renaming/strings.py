"""Strings that name a renamed module, symbol or ID; equal text that names anything else stays."""

import re
from collections.abc import Iterator

from scaffold.functions.renaming import Renaming
from scaffold.syntax.edits import Edit
from scaffold.syntax.imports import string_value
from scaffold.syntax.modules import Modules
from scaffold.syntax.scopes import walk
from scaffold.syntax.source import Source
from scaffold.syntax.tree import Node

_ID_KEYS = ("functionId", "function_id")
# What is given by these names is no module: `event="order.paid"`.
_OTHER_KEYS = ("event", "name", "event_name", "eventName", "id", "fn_id", *_ID_KEYS)
_EVENT_KEYS = ("event", "event_name", "eventName")
_DOTTED = re.compile(rb"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*")
# Python calls whose first string is a module, or what is in one.
_IMPORTS = re.compile(
    r"(?:^|\.)(?:import_module|__import__|importorskip|find_spec|resolve_name|import_string"
    r"|run_module|locate|patch|patch\.(?:dict|multiple)|patch_(?:dict|multiple))$"
    r"|\.(?:setattr|delattr)$|^uvicorn\.(?:run|Config)$|^sys\.modules\.(?:pop|get|setdefault)$"
)
# TypeScript calls whose first string is a module, however it is spelled.
_SPECIFIER_CALLS = re.compile(
    r"^(?:import|require|require\.resolve|import\.meta\.resolve)$"
    r"|^(?:vi|vitest|jest|td|proxyquire|mock)\.\w*(?:[mM]ock|Actual|Module|replace|module)\w*$"
)
_MOCKS = re.compile(r"^(?:vi|vitest|jest)\.\w*[mM]ock$")
_STATEMENTS = ("import_statement", "export_statement", "import_require_clause")
_READS_KEY = re.compile(r"\.(?:get|pop|setdefault|has|getattr)$|^(?:getattr|hasattr)$")
_AN_ID = re.compile(r"(?:\b|_)ids?\b|[a-z]Ids?\b")


def specifiers(source: Source, path: str, modules: Modules) -> Iterator[Node]:
    """Yield the strings of a TypeScript file that import, hand on or mock a module."""
    for node in walk(source.root):
        if node.type != "string" or node.parent is None:
            continue
        if node.parent.type == "arguments":
            if not _is_specifier(source, node):
                continue
        elif node.parent.type not in _STATEMENTS:
            continue
        if modules.resolve(source.path, string_value(node)) == path:
            yield node


def _is_specifier(source: Source, node: Node) -> bool:
    if string_value(node).startswith((".", "@/", "~", "#")):
        return not is_other_name(source, node)
    function, position = _called(node)
    return function is not None and position == 0 and bool(
        _SPECIFIER_CALLS.search(source.text(function))
    )  # fmt: skip


def mocked_keys(source: Source, node: Node, symbol: str) -> Iterator[Node]:
    """Yield what a mock calls an export: the keys of what `vi.mock("./a", () => ({ … }))` makes."""
    function, position = _called(node)
    if function is None or position != 0 or not _MOCKS.search(source.text(function)):
        return
    assert node.parent is not None
    for factory in node.parent.named_children[1:]:
        for each in walk(factory):
            if each.type not in ("pair", "shorthand_property_identifier", "method_definition"):
                continue
            key = each.child_by_field_name("key") or each.child_by_field_name("name") or each
            if string_value(key) == symbol and _is_made_by(factory, each):
                yield each if each.type == "shorthand_property_identifier" else key


def _is_made_by(factory: Node, entry: Node) -> bool:
    """Whether an entry is one of the object that a function returns."""
    above = entry.parent.parent if entry.parent is not None else None
    while above is not None and above.type in ("parenthesized_expression", "as_expression"):
        above = above.parent
    if above is None:
        return False
    if above.type == "return_statement":
        while above is not None and above.type not in ("arrow_function", "function_expression"):
            above = above.parent
    return above is not None and above.id == factory.id


def python_strings(source: Source, renaming: Renaming, modules: Modules) -> Iterator[Edit]:
    """Yield the edits of modules and exports in strings: `patch("a.b.LIMIT")`, `__all__`."""
    for node in walk(source.root):
        if node.type != "string_content" or node.parent is None:
            continue
        text = node.text or b""
        if text == renaming.symbol.encode() and _in_all(source, node):
            yield _replaced(node, renaming.new_symbol)
            continue
        match = _DOTTED.match(text)
        if match is not None and (renaming.stem in source.text(node) or renaming.symbol in
                                  source.text(node)):  # fmt: skip
            yield from _dotted(source, node, match.group().decode(), renaming, modules)


def _dotted(
    source: Source, node: Node, dotted: str, renaming: Renaming, modules: Modules
) -> Iterator[Edit]:
    parts = dotted.split(".")
    assert node.parent is not None
    importing = _imports(source, node.parent)
    rest = (node.text or b"")[len(dotted) :].decode()
    if not importing and is_other_name(source, node.parent):
        return
    for count in range(len(parts), 0, -1):
        if not importing and (count < 2 or (rest[:1] in "-/:" and rest)):
            return
        found = modules.resolve(source.path, ".".join(parts[:count]))
        if found is None:
            continue
        named = parts[count] if count < len(parts) else None
        attribute = re.match(r":(\w+)", rest)
        if named is None and importing and attribute is not None:
            named = attribute.group(1)
        at = node.start_byte + len(".".join(parts[:count])) + 1
        if found == renaming.path:
            if renaming.moves:
                end = at - 1
                yield Edit(end - len(parts[count - 1]), end, renaming.new_stem.encode())
        elif (
            not importing
            or named != renaming.symbol
            or modules.exported(found, named) != (renaming.path, renaming.symbol)
        ):
            return
        if named == renaming.symbol:
            yield Edit(at, at + len(named), renaming.new_symbol.encode())
        return


def _imports(source: Source, string: Node) -> bool:
    """Whether a string is what a call imports or replaces, or a key of `sys.modules`."""
    function, position = _called(string)
    if function is not None:
        return position == 0 and bool(_IMPORTS.search(source.text(function)))
    above = string.parent
    if above is not None and above.type == "subscript":
        return source.text(above.named_children[0]) == "sys.modules"
    if above is not None and above.type == "pair" and above.named_children[0] == string:
        call = above.parent.parent.parent if above.parent and above.parent.parent else None
        function = call.child_by_field_name("function") if call is not None else None
        given = above.parent.parent.named_children if above.parent and above.parent.parent else []
        return (
            function is not None
            and source.text(function).endswith("patch.dict")
            and source.text(given[0]).strip("\"'") == "sys.modules"
        )
    return False


def _called(string: Node) -> tuple[Node | None, int]:
    """The function of the call that a string is an argument of, and which one it is."""
    arguments = string.parent
    call = arguments.parent if arguments is not None else None
    if arguments is None or call is None or arguments.type not in ("arguments", "argument_list"):
        return None, -1
    return call.child_by_field_name("function"), arguments.named_children.index(string)


def is_other_name(source: Source, string: Node, *, keys: tuple[str, ...] = _OTHER_KEYS) -> bool:
    """Whether a string is the name of a step, an event or a key, or compared with a value."""
    above = string.parent
    if above is None:
        return False
    if above.type in ("subscript", "subscript_expression"):
        return above.named_children[0] != string
    if above.type == "pair" and above.child_by_field_name("key") == string:
        return True
    if above.type in ("pair", "keyword_argument"):
        key = above.child_by_field_name("key") or above.child_by_field_name("name")
        return key is not None and source.text(key).strip("\"'") in keys
    if above.type in ("comparison_operator", "binary_expression"):
        others = [each for each in above.named_children if each != string]
        return not any(_AN_ID.search(source.text(each)) for each in others)
    if above.type in ("switch_case", "literal_type", "case_pattern"):
        return True
    if above.type in ("assignment", "variable_declarator"):
        name = above.child_by_field_name("left") or above.child_by_field_name("name")
        return name is not None and _is_used_as_name(source, source.text(name), keys)
    function, position = _called(string)
    if function is None:
        return False
    called = source.text(function)
    return (position == 0 and "step." in called) or bool(_READS_KEY.search(called))


def _is_used_as_name(source: Source, constant: str, keys: tuple[str, ...]) -> bool:
    if constant.strip("\"'") in keys:
        return True
    return any(
        node.type == "identifier"
        and source.text(node) == constant
        and node.parent is not None
        and node.parent.type not in ("assignment", "variable_declarator")
        and is_other_name(source, node, keys=keys)
        for node in walk(source.root)
    )


def ids(source: Source, renaming: Renaming, *, own: bool) -> Iterator[Edit]:
    """Yield where the function's ID is spelled: in its own files, and as `functionId` anywhere."""
    old, new = renaming.id or "", renaming.new_id or ""
    quoted = f"`{old}`".encode()
    for node in walk(source.root):
        if node.type in ("string_fragment", "string_content") and node.text == old.encode():
            string = node.parent
            if string is not None and (
                _is_id_key(source, string)
                or _is_compared(source, string, renaming.symbol)
                or (own and not _is_no_id(source, string))
            ):
                yield _replaced(node, new)
        elif own and node.type in ("comment", "string_content") and quoted in (node.text or b""):
            for match in re.finditer(re.escape(quoted), node.text or b""):
                start = node.start_byte + match.start() + 1
                yield Edit(start, start + len(old.encode()), new.encode())


def _is_compared(source: Source, string: Node, symbol: str) -> bool:
    """Whether it is what a function's ID must be: `expect(sendReceipt.id()).toBe("…")`."""
    asked = re.compile(rf"(?:^|\bexpect\()\s*{re.escape(symbol)}\.(?:\w+\.)*(?:fn_|_)?id\b")
    above = string.parent
    if above is not None and above.type in ("comparison_operator", "binary_expression"):
        return any(asked.search(source.text(each)) for each in above.named_children)
    function, position = _called(string)
    return function is not None and position == 0 and bool(
        re.search(r"\.(?:toBe|toEqual|toStrictEqual|toMatch)$", source.text(function))
        and asked.search(source.text(function))
    )  # fmt: skip


def _is_no_id(source: Source, string: Node) -> bool:
    above = string.parent
    if above is not None and above.type in ("import_statement", "export_statement"):
        return True
    function, position = _called(string)
    if function is not None and position == 0:
        called = source.text(function)
        if _IMPORTS.search(called) or _SPECIFIER_CALLS.search(called):
            return True
    if above is not None and above.type in ("assignment", "list") and _in_all(source, string):
        return True
    return is_other_name(source, string, keys=_EVENT_KEYS) or _is_event_name(source, string)


def _is_event_name(source: Source, string: Node) -> bool:
    """Whether a string is the `name` of an event: of anything but the options of a function."""
    above = string.parent
    if above is None or above.type not in ("pair", "keyword_argument"):
        return False
    key = above.child_by_field_name("key") or above.child_by_field_name("name")
    if key is None or source.text(key).strip("\"'") not in ("name", "id"):
        return False
    call = above.parent
    while call is not None and call.type not in ("call", "call_expression"):
        call = call.parent
    function = call.child_by_field_name("function") if call is not None else None
    called = source.text(function) if function is not None else ""
    if source.text(key).strip("\"'") == "id":
        # `step.run({ id: "send" }, …)`, `step.sendEvent(…)`, `inngest.send({ id: … })`.
        return "step." in called or called.endswith(".send")
    return not called.endswith(("createFunction", "create_function"))


def _is_id_key(source: Source, string: Node) -> bool:
    parent = string.parent
    if parent is None or parent.type not in ("pair", "keyword_argument"):
        return False
    key = parent.child_by_field_name("key") or parent.child_by_field_name("name")
    return key is not None and source.text(key).strip("\"'") in _ID_KEYS


def _in_all(source: Source, node: Node) -> bool:
    above: Node | None = node
    while above is not None and above.type not in ("assignment", "augmented_assignment"):
        above = above.parent
    left = above.child_by_field_name("left") if above is not None else None
    return left is not None and source.text(left) == "__all__"


def _replaced(node: Node, text: str) -> Edit:
    return Edit(node.start_byte, node.end_byte, text.encode())
