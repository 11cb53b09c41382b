"""Follow what `serve()` receives to the array literal that holds the functions."""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from scaffold.code.expressions import Expr
from scaffold.code.outline import Binding
from scaffold.code.walk import outline
from scaffold.inngest.registry.branches import changed_later, in_branches, values_by_branch
from scaffold.syntax.members import module_member
from scaffold.syntax.modules import Modules
from scaffold.syntax.source import Source

Remedy = Literal[
    "array", "namespace", "call", "options", "signature", "name", "module", "unread", "glob"
]
Filled = Literal["later", "branches", "parameter"]
# Calls that give the functions of what they are called on, or are given.
_PASSING_ON = ("filter", "concat", "flat")
_COPYING = ("list", "Array.from", "Object.freeze", "tuple")
_GLOBS = ("import.meta.glob", "import.meta.globEager")
Seen = tuple[tuple[str, int, int], ...]


class Defined(NamedTuple):
    """A function as its file `path` defines it: its symbol, and the name it is exported by."""

    path: str
    symbol: str
    name: str


class Entry(NamedTuple):
    """One element of a registry.

    `symbol` is its local name (`fns.sendMail` for a member), None for any other expression.
    `module` and `name` say where the function is defined: the file and its name there, `*` when
    the entry is a module and `default` for a default export that is an expression. `offset` is
    where it stands in `path`, -1 for one that is registered by its export alone. `imported` is
    the name its import asks for, None when it is defined in the same file.
    """

    text: str
    symbol: str | None
    module: str | None
    name: str | None
    path: str
    line: int
    offset: int
    imported: str | None = None

    @property
    def end(self) -> int:
        return self.offset + len(self.text.encode())


class Cause(NamedTuple):
    """Why a registry cannot be edited, and the place in the code that says so.

    `remedy` is what a person must change: the `array`, the `namespace` whose exports are served,
    the `call` that has no functions, its `options` or its `signature`, the `name` or `module`
    import that is in the way, or the `syntax`; for a `glob`, where the file is. `target` is the
    file of a namespace, or the pattern of a glob. `filled` says
    how the array gets its functions, when it is by code that names them.
    """

    path: str
    line: int
    reason: str
    remedy: Remedy = "array"
    target: str | None = None
    filled: Filled | None = None


class Array(NamedTuple):
    """An array literal that functions are registered in, from `offset` to `end`.

    `within` is the array that it is spread into, by its path and offset.
    """

    path: str
    line: int
    offset: int
    end: int = -1
    within: tuple[str, int] | None = None

    @property
    def place(self) -> tuple[str, int]:
        """The file it stands in, and where."""
        return self.path, self.offset

    def holds(self, entry: Entry) -> bool:
        """Whether an entry is written in it."""
        return entry.path == self.path and self.offset <= entry.offset < self.end


@dataclass
class Followed:
    """What following an expression gave: arrays nearest first, their entries, and what is unclear.

    `cause` says why no entry can be added; `dynamic` whether some entries cannot be read, and
    `unclear` what may hold functions that are named nowhere; `namespaces` are the modules whose
    exports are spread in.
    """

    arrays: list[Array] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    cause: Cause | None = None
    dynamic: bool = False
    unclear: list[Cause] = field(default_factory=list)
    namespaces: list[Cause] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    """The files of every array that was read."""

    def refuse(
        self,
        at: Expr,
        reason: str,
        *,
        dynamic: bool = True,
        remedy: Remedy = "array",
        target: str | None = None,
        filled: Filled | None = None,
    ) -> None:
        """Note why this registry cannot be edited; the first reason stays."""
        cause = Cause(at.source.path, at.line, reason, remedy, target, filled)
        self.cause = self.cause or cause
        if dynamic:
            self.dynamic = True
            self.unclear.append(cause)


def follow(expr: Expr, modules: Modules, only: str | None = None) -> Followed:
    """Return the arrays and entries behind the `functions` of a serve call.

    `only` is the text of the entries that are asked for, without it all are.
    """
    found = Followed()
    _Follower(modules, found, only, None).expression(expr, ())
    return found


@dataclass
class _Follower:
    modules: Modules
    found: Followed
    only: str | None
    within: tuple[str, int] | None

    def expression(self, expr: Expr, seen: Seen) -> None:
        key = (expr.source.path, expr.start, expr.end)
        if key in seen or len(seen) > 20:
            self.found.refuse(expr, "it refers to itself")
            return
        seen = (*seen, key)
        if expr.kind == "array":
            self.array(expr, seen)
        elif expr.kind == "name":
            self.name(expr, seen)
        elif expr.kind == "member":
            self.member(expr, seen)
        elif expr.kind == "call" and not expr.is_new:
            self.call(expr, seen)
        elif _is_sum(expr) and expr.left is not None and expr.right is not None:
            # Python's `a + b`: both can be read, neither is the place for a new entry.
            self.found.refuse(expr, f"{_short(expr)} is a sum", dynamic=False)
            self.expression(expr.left, seen)
            self.expression(expr.right, seen)
        else:
            self.found.refuse(expr, f"{_short(expr)} is not an array")

    def array(self, expr: Expr, seen: Seen) -> None:
        place = (expr.source.path, expr.start)
        self.found.sources.append(expr.source)
        self.found.arrays.append(
            Array(expr.source.path, expr.line, expr.start, expr.end, self.within)
        )
        for each in expr.elements:
            if each.kind == "spread" and each.inner is not None:
                self.spread(each.inner, seen, place)
            elif self.only in (None, _written(each)):
                self.found.entries.append(self.entry(each))

    def spread(self, expr: Expr, seen: Seen, within: tuple[str, int]) -> None:
        # What is spread in may be unclear; the array around it can still take an entry.
        inner = Followed()
        _Follower(self.modules, inner, self.only, within).expression(expr, seen)
        self.found.entries += inner.entries
        self.found.sources += inner.sources
        self.found.dynamic = self.found.dynamic or inner.dynamic
        self.found.unclear += inner.unclear
        self.found.namespaces += inner.namespaces
        if inner.cause is None:
            self.found.arrays += inner.arrays
        elif inner.cause.remedy == "namespace":
            self.found.namespaces.append(inner.cause)

    def name(self, expr: Expr, seen: Seen) -> None:
        name, found = expr.text, outline(expr.source).binding(expr)
        place = self.modules.exported(expr.source.path, name) if found is None else None
        target = self.modules.source(place[0]) if place is not None else None
        if place is not None and target is not None and self.defined(target, place[1], seen):
            return  # Python's `from app.jobs import *`
        if found is None:
            self.found.refuse(expr, f"`{name}` is defined nowhere in the file")
        elif found.kind == "import":
            self.imported(expr, found.module, found.imported, seen)
        elif found.kind == "param":
            self.found.refuse(expr, f"`{name}` is a parameter", filled="parameter")
        elif not self.value(found, seen):
            self.found.refuse(expr, f"`{name}` is not an array")

    def value(self, binding: Binding, seen: Seen) -> bool:
        """Follow the value of a name, or each one that it has by branch; False without any."""
        values = values_by_branch(binding)
        if values:
            self.found.refuse(values[0], in_branches(binding.name, values), filled="branches")
            for each in values:
                self.expression(each, seen)
            return True
        if binding.kind != "value" or binding.path or binding.initial is None:
            return False
        changed = changed_later(binding) if binding.name != "default" else None
        if changed is not None:
            reason = f"`{binding.name}` is changed after it is made"
            self.found.refuse(changed.expr, reason, filled="later")
        self.expression(binding.initial, seen)
        return True

    def imported(self, expr: Expr, module: str, name: str, seen: Seen) -> None:
        text = expr.text
        origin = self.modules.origin(expr.source.path, module, name)
        target = self.modules.source(origin[0]) if origin is not None else None
        if origin is None or target is None:
            self.found.refuse(expr, f"`{text}` comes from `{module}`, which is not found")
            return
        # A CommonJS module may be the array itself: `module.exports = [one]`.
        exported = "default" if origin[1] == "*" else origin[1]
        if origin[1] == "*" and module_exports(target, exported) is None:
            self.found.refuse(expr, f"`{text}` is a module, not an array")
        elif not self.defined(target, exported, seen):
            self.found.refuse(expr, f"`{text}` is no plain array in `{target.path}`")

    def member(self, expr: Expr, seen: Seen) -> None:
        place = module_member(expr.source, spelled(expr), self.modules)
        target = self.modules.source(place[0]) if place is not None else None
        if target is None or place is None or not self.defined(target, place[1], seen):
            self.found.refuse(expr, f"{_short(expr)} is not an array")

    def defined(self, source: Source, name: str, seen: Seen) -> bool:
        """Follow the value that a module gives a name, if it gives one."""
        exported = module_exports(source, name)
        if exported is not None:
            self.expression(exported, seen)
            return True
        binding = outline(source).module.bindings.get(name)
        return binding is not None and self.value(binding, seen)

    def call(self, expr: Expr, seen: Seen) -> None:
        given, callee = expr.arguments, expr.callee
        text = spelled(callee) if callee is not None else ""
        if text == "Object.values" and given and glob_in(given[0]) is None:
            self.values_of(expr, given[0])
            return
        pattern = glob_in(expr)
        if pattern is not None:
            reason = f"files that `{pattern}` matches are registered by themselves"
            self.found.refuse(expr, reason, remedy="glob", target=pattern)
            return
        passes_on = "." in text and text.rsplit(".", 1)[-1] in _PASSING_ON
        copies = text in _COPYING and bool(given)
        self.found.refuse(
            expr,
            f"`functions` is computed by `{_shorten(text)}()`",
            dynamic=not (passes_on or copies),
        )
        if passes_on and callee is not None and callee.inner is not None:
            self.expression(callee.inner, seen)
            for each in given if text.endswith(".concat") else ():
                self.expression(each, seen)
        elif copies:
            self.expression(given[0], seen)

    def values_of(self, call: Expr, expr: Expr) -> None:
        """Read `Object.values(ns)`: what the module exports is registered."""
        name, path = spelled(expr), expr.source.path
        found = outline(expr.source).binding(expr)
        origin = None
        if found is not None and found.kind == "import":
            origin = self.modules.origin(path, found.module, found.imported)
        if origin is None or origin[1] != "*":
            self.found.refuse(call, "`functions` is computed by `Object.values()`")
            return
        self.found.refuse(
            call,
            f"exported functions of `{origin[0]}` are registered by themselves: export it there",
            dynamic=False,
            remedy="namespace",
            target=origin[0],
        )
        for exported in self.modules.exported_names(origin[0]):
            module, local = self.modules.exported(origin[0], exported) or (None, None)
            text = f"{name}.{exported}"
            self.found.entries.append(Entry(text, text, module, local, path, expr.line, -1))

    def entry(self, expr: Expr) -> Entry:
        path, start = expr.source.path, expr.whole.start
        place: tuple[str, str] | None = None
        symbol = imported = None
        if expr.kind == "name":
            symbol, found = expr.text, outline(expr.source).binding(expr)
            if found is not None and found.kind == "import":
                imported = found.imported
                place = self.modules.origin(path, found.module, found.imported)
            elif found is not None and found.kind != "param":
                place = (path, symbol)
            elif found is None and path.endswith(".py"):  # `from app.jobs import *`
                place = self.modules.exported(path, symbol)
        elif expr.kind == "member":
            symbol = "".join(spelled(expr).split())
            place = module_member(expr.source, symbol, self.modules)
        else:
            self.found.dynamic = True
        module, name = place if place is not None else (None, None)
        line = expr.source.position(start)[0]
        return Entry(_written(expr), symbol, module, name, path, line, start, imported)


def glob_in(expr: Expr) -> str | None:
    """Return the pattern of the glob that an expression goes through, as the source writes it."""
    for each in expr.inside(functions=True):
        if each.kind == "call" and each.callee is not None and each.arguments:
            pattern = each.arguments[0].string
            if spelled(each.callee) in _GLOBS and pattern is not None:
                return pattern
        elif each.kind == "name":
            found = outline(expr.source).binding(each)
            value = found.initial if found is not None and found.kind == "value" else None
            if value is not None and value.text.startswith(_GLOBS):
                return glob_in(value)
    return None


def module_exports(source: Source, name: str) -> Expr | None:
    """Return what a CommonJS module is, `module.exports = […]`, or what it gives by a name.

    That is `exports.functions = […]`, or `functions: […]` in what it is.
    """
    writes = outline(source).mutations
    of_module = writes.get("module", ())
    whole = next((each.written for each in of_module if each.attrs == ("exports",)), None)
    if name == "default":
        return whole
    named = [each for each in of_module if each.attrs == ("exports", name)]
    named += [each for each in writes.get("exports", ()) if each.attrs == (name,)]
    if named:
        return named[-1].written
    given = whole.entry(name) if whole is not None and whole.kind == "object" else None
    return given if given is not None and given.text != name else None


def spelled(expr: Expr) -> str:
    """Return `a.b.c` for a chain of names, however it is written; the text of anything else."""
    return expr.dotted or expr.text


def _is_sum(expr: Expr) -> bool:
    return expr.kind == "binary" and expr.operator == "+" and expr.source.language.name == "python"


def _written(expr: Expr) -> str:
    """An entry with all that is around it."""
    start, end = expr.whole
    return expr.source.content[start:end].decode()


def _short(expr: Expr) -> str:
    return f"`{_shorten(expr.text)}`"


def _shorten(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else text[:37] + "…"
