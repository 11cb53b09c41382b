"""Strings that name a renamed module, symbol or ID; equal text that names anything else stays."""

import re
from collections.abc import Iterator

from scaffold.code.expressions import Entry, Expr
from scaffold.code.names import names
from scaffold.code.outline import Outline
from scaffold.code.spans import Span, Spanned, holds
from scaffold.code.strings import String, strings
from scaffold.functions.renaming import Renaming
from scaffold.syntax.comments import comments
from scaffold.syntax.edits import Edit
from scaffold.syntax.modules import Modules

_ID_KEYS = ("functionId", "function_id")
# What is given by these names is no module: `event="order.paid"`.
_OTHER_KEYS = ("event", "name", "event_name", "eventName", "id", "fn_id", *_ID_KEYS)
_EVENT_KEYS = ("event", "event_name", "eventName")
_DOTTED = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*", re.ASCII)
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
_READS_KEY = re.compile(r"\.(?:get|pop|setdefault|has|getattr)$|^(?:getattr|hasattr)$")
_AN_ID = re.compile(r"(?:\b|_)ids?\b|[a-z]Ids?\b")


def is_specifier(file: Outline, string: String) -> bool:
    """Whether a string of a TypeScript file that names a module imports, hands on or mocks it."""
    text = string.expr.string or ""
    if string.role == "module":
        return True
    if text.startswith((".", "@/", "~", "#")):
        return not is_other_name(file, string)
    called, position = _called(string.expr)
    return position == 0 and bool(_SPECIFIER_CALLS.search(called))


def mocked_keys(file: Outline, string: Expr, symbol: str) -> Iterator[Entry]:
    """Yield what a mock calls an export: of what `vi.mock("./a", () => ({ … }))` makes."""
    called, position = _called(string)
    if position != 0 or not _MOCKS.search(called) or string.around is None:
        return
    for factory in string.around.arguments[1:]:
        body = file.body(factory)
        for made in body.returned if body is not None else ():
            yield from (each for each in made.entries if each.key == symbol)


def python_strings(file: Outline, renaming: Renaming, modules: Modules) -> Iterator[Edit]:
    """Yield the edits of modules and exports in strings: `patch("a.b.LIMIT")`, `__all__`."""
    for string in strings(file):
        for place in string.texts:
            text = _text(file, place)
            if text == renaming.symbol and _in_all(file, string.expr):
                yield replaced(place, renaming.new_symbol)
                continue
            match = _DOTTED.match(text)
            if match is not None and (renaming.stem in text or renaming.symbol in text):
                yield from _dotted(file, string, place, match.group(), renaming, modules)


def _dotted(
    file: Outline, string: String, place: Span, dotted: str, renaming: Renaming, modules: Modules
) -> Iterator[Edit]:
    parts = dotted.split(".")
    importing = _imports(string.expr)
    rest = _text(file, place)[len(dotted) :]
    if not importing and is_other_name(file, string):
        return
    for count in range(len(parts), 0, -1):
        if not importing and (count < 2 or (rest[:1] in "-/:" and rest)):
            return
        found = modules.resolve(file.path, ".".join(parts[:count]))
        if found is None:
            continue
        named = parts[count] if count < len(parts) else None
        attribute = re.match(r":(\w+)", rest)
        if named is None and importing and attribute is not None:
            named = attribute.group(1)
        at = place.start + len(".".join(parts[:count])) + 1
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


def _imports(string: Expr) -> bool:
    """Whether a string is what a call imports or replaces, or a key of `sys.modules`."""
    called, position = _called(string)
    if position >= 0:
        return position == 0 and bool(_IMPORTS.search(called))
    above = string.around
    if above is None:
        return False
    if above.kind == "index":
        return above.inner is not None and above.inner.text == "sys.modules"
    call = above.around
    return (
        _is_key(string)
        and call is not None
        and call.callee is not None
        and call.callee.text.endswith("patch.dict")
        and any(each.text.strip("\"'") == "sys.modules" for each in call.arguments[:1])
    )


def _called(string: Expr) -> tuple[str, int]:
    """The function of the call that a string is an argument of, as written, and which one it is."""
    call = string.around
    if call is not None and call.callee is not None and not call.is_new:
        for position, each in enumerate(call.arguments):
            if each is string:
                return call.callee.text, position
    return "", -1


def _is_key(string: Expr) -> bool:
    """Whether it is the key of an entry: `{ "a": 1 }`."""
    entries = string.around.entries if string.around is not None else ()
    return any(each.kind == "pair" and each.key_span == string.whole for each in entries)


def _key_of(file: Outline, string: Expr) -> str | None:
    """The key of the entry, or the keyword, that it is the value of."""
    entry = string.entry_around
    return _text(file, entry.key_span).strip("\"'") if entry is not None else None


def is_other_name(file: Outline, string: String, *, keys: tuple[str, ...] = _OTHER_KEYS) -> bool:
    """Whether a string is the name of a step, an event or a key, or compared with a value."""
    expr = string.expr
    if string.role == "type" or _names_other(file, expr, keys):
        return True
    above = expr.around
    if above is not None and above.kind == "assignment" and file.language == "python":
        constant = above.left.text if above.left is not None else ""
        return _is_used_as_name(file, constant, keys)
    bound = file.body_at(expr.start).declared() if above is None else ()
    return any(
        each.initial is expr and each.body.kind != "class" and
        _is_used_as_name(file, each.name, keys)
        for each in bound
    )  # fmt: skip


def _names_other(file: Outline, expr: Expr, keys: tuple[str, ...]) -> bool:
    above = expr.around
    if _is_key(expr) or (above is None and _is_case(file, expr)):
        return True
    if (key := _key_of(file, expr)) is not None:
        return key in keys
    if above is not None and above.kind in ("index", "member"):
        return above.inner is not expr
    if (others := _compared_with(file, expr)) is not None:
        return not any(_AN_ID.search(each.text) for each in others)
    called, position = _called(expr)
    return (position == 0 and "step." in called) or bool(_READS_KEY.search(called))


def _is_case(file: Outline, expr: Expr) -> bool:
    statement = file.body_at(expr.start).statement_at(expr)
    if statement is None or statement.kind != "switch":
        return False
    return statement.expr is None or not holds(statement.expr, expr)


def _compared_with(file: Outline, expr: Expr) -> list[Expr] | None:
    """The other sides of an operator, None where there is none."""
    above = expr.around
    if above is None or not above.operator:
        return None
    kinds = ("comparison",) if file.language == "python" else ("comparison", "binary", "choice")
    return [each for each in above.children if each is not expr] if above.kind in kinds else None


def _is_used_as_name(file: Outline, constant: str, keys: tuple[str, ...]) -> bool:
    return constant.strip("\"'") in keys or any(
        each.role == "name" and each.text == constant and _names_other(file, each.expr, keys)
        for each in names(file)
    )


def ids(file: Outline, renaming: Renaming, *, own: bool) -> Iterator[Edit]:
    """Yield where the function's ID is spelled: in its own files, and as `functionId` anywhere."""
    old, new = renaming.id or "", renaming.new_id or ""
    said: list[Spanned] = list(comments(file.source)) if own else []
    for string in strings(file):
        for place in string.texts:
            if _text(file, place) != old:
                said += [place] if own and file.language == "python" else []
            elif (
                _key_of(file, string.expr) in _ID_KEYS
                or _is_compared(file, string.expr, renaming.symbol)
                or (own and not _is_no_id(file, string))
            ):
                yield replaced(place, new)
    for each in said:
        for match in re.finditer(rf"`{re.escape(old)}`".encode(), _content(file, each)):
            start = each.start + match.start() + 1
            yield Edit(start, start + len(old.encode()), new.encode())


def _is_compared(file: Outline, string: Expr, symbol: str) -> bool:
    """Whether it is what a function's ID must be: `expect(sendReceipt.id()).toBe("…")`."""
    asked = re.compile(rf"(?:^|\bexpect\()\s*{re.escape(symbol)}\.(?:\w+\.)*(?:fn_|_)?id\b")
    if (others := _compared_with(file, string)) is not None:
        return any(asked.search(each.text) for each in others)
    called, position = _called(string)
    return position == 0 and bool(
        re.search(r"\.(?:toBe|toEqual|toStrictEqual|toMatch)$", called) and asked.search(called)
    )


def _is_no_id(file: Outline, string: String) -> bool:
    called, position = _called(string.expr)
    if position == 0 and (_IMPORTS.search(called) or _SPECIFIER_CALLS.search(called)):
        return True
    return (
        string.role == "module"
        or _in_all(file, string.expr)
        or is_other_name(file, string, keys=_EVENT_KEYS)
        or _is_event_name(file, string.expr)
    )


def _is_event_name(file: Outline, string: Expr) -> bool:
    """Whether a string is the `name` of an event: of anything but the options of a function."""
    key = _key_of(file, string)
    if key not in ("name", "id"):
        return False
    called = _call_around(file, string)
    if key == "id":
        # `step.run({ id: "send" }, …)`, `step.sendEvent(…)`, `inngest.send({ id: … })`.
        return "step." in called or called.endswith(".send")
    return not called.endswith(("createFunction", "create_function"))


def _call_around(file: Outline, expr: Expr) -> str:
    """What the innermost call calls that an expression stands in, empty without one."""
    above = expr.around
    while above is not None:
        if above.callee is not None and not above.is_new:
            return above.callee.text
        above = above.around
    body = file.body_at(expr.start)
    while body.parent is not None:
        if body.owner is not None and body.owner.called is not None:
            return body.owner.called.text
        body = body.parent
    return ""


def _in_all(file: Outline, string: Expr) -> bool:
    statement = file.body_at(string.start).statement_at(string)
    left = statement.expr.left if statement is not None and statement.expr is not None else None
    return left is not None and left.text == "__all__"


def _content(file: Outline, place: Spanned) -> bytes:
    return file.source.content[place.start : place.end]


def _text(file: Outline, place: Spanned) -> str:
    return _content(file, place).decode()


def replaced(place: Spanned, text: str) -> Edit:
    """Return the edit that puts a text in the place of what stands there."""
    return Edit(place.start, place.end, text.encode())
