"""Why a registry is not edited, said with the place, the cause and the lines to paste."""

import posixpath
import re
from collections.abc import Iterator
from typing import NamedTuple

from scaffold.code.definitions import Definition, definitions
from scaffold.code.expressions import Expr
from scaffold.code.imported import import_at, is_used
from scaffold.code.names import Name, names_in, top_variable
from scaffold.code.walk import outline
from scaffold.errors import ScaffoldError
from scaffold.inngest.endpoints import Endpoints
from scaffold.inngest.registry.arrays import Cause, Defined
from scaffold.inngest.registry.cycles import Cycle
from scaffold.inngest.registry.find import Registry, not_read
from scaffold.inngest.registry.style import EntryStyle, plain_style
from scaffold.syntax.comments import Comment, comments
from scaffold.syntax.export_edits import re_exports
from scaffold.syntax.import_style import import_line, paired
from scaffold.syntax.imports import Imported, ImportStatement, import_statements, imported_as
from scaffold.syntax.modules import Modules
from scaffold.syntax.regexes import regex
from scaffold.syntax.source import Source

_SWITCHED_OFF = regex(
    r"paused|disabled|switched off|turned off|on purpose|intentionally|"
    r"do not (add|register)|don't (add|register)|temporarily",
    re.IGNORECASE,
)


def obstacle(modules: Modules, array: Expr, registry: Registry, style: EntryStyle) -> Cause | None:
    """Return why an array that was understood must not be edited all the same."""
    source = array.source
    for path in (source.path, style.barrel, registry.serve_path):
        touched = modules.source(path) if path is not None else None
        if touched is not None and touched.has_error:
            return not_read(touched)
    if not array.elements and not registry.entries:
        for comment in _comments_about(array):
            if _SWITCHED_OFF.search(comment.text):
                text = " ".join(comment.text.split())
                at = source.position(comment.start)[0]
                return Cause(source.path, at, f"the registry is empty on purpose: `{text}`")
    return _name_taken(modules, array, style) if style.module is not None else None


def _name_taken(modules: Modules, array: Expr, style: EntryStyle) -> Cause | None:
    source = array.source
    there = outline(source).body_at(array.start).lookup(style.local, array.start)
    if there is not None and there.kind != "import":
        return Cause(source.path, there.line, f"`{style.local}` is something else there", "name")
    bound = import_at(outline(source), style.local, array.start)
    if bound is None and source.language.name == "typescript":
        # A type of that name would clash with the import.
        bound = next(iter(imported_as(source, style.local)), None)
    if bound is None:
        return None
    at = source.position(bound.start)[0]
    if not bound.type_only and (bound.module, bound.name) == (style.module, style.name):
        return None
    origin = modules.origin(source.path, bound.module, bound.name)
    if origin is not None and origin[1] == "*" and source.language.name == "python":
        reason = f"`{style.local}` is the module `{origin[0]}` there, not the function in it"
        return Cause(source.path, at, reason, "module")
    reason = f"`{style.local}` is imported from `{bound.module}` there"
    return Cause(source.path, at, reason, "name")


def _comments_about(array: Expr) -> list[Comment]:
    """Return the comments in an array, on its lines, and right above its statement."""
    source = array.source
    statement = outline(source).body_at(array.start).statement_at(array)
    # From the line above the statement to the last one of the array.
    above = source.content.rfind(b"\n", 0, (statement or array).start)
    begin = source.content.rfind(b"\n", 0, max(above, 0)) + 1
    end = source.content.find(b"\n", array.end)
    return [
        each for each in comments(source) if begin <= each.end and (end < 0 or each.start < end)
    ]


def refusal(
    registry: Registry, modules: Modules, function: Defined, cause: Cause, style: EntryStyle | None
) -> ScaffoldError:
    """Return the error that names the cause and gives the lines that register the function."""
    path = registry.arrays[0].path if registry.arrays else registry.serve_path
    source, symbol = modules.source(path), function.symbol
    if style is None or cause.remedy == "module":
        style = plain_style(modules, path, function)
    lines: list[str] = []
    # The function is not made yet: the next run finds the lines in place and makes it.
    lead = f"add these lines to `{path}` yourself, then run this again"
    if cause.remedy == "unread":
        lead = (
            "if that line is wrong, correct it and run this again; "
            f"else add these lines to `{path}` yourself"
        )
    if cause.remedy == "name" and style.module is not None:
        other = f"{symbol}_function" if path.endswith(".py") else f"{symbol}Function"
        style = EntryStyle(other, style.module, style.name, other, barrel=style.barrel)
    if cause.remedy == "module":
        lead = f"import the function in `{path}`, not its module"
    if cause.remedy == "glob":
        return ScaffoldError(
            f"cannot register `{symbol}` in `{function.path}`: `{cause.path}:{cause.line}`: "
            f"{cause.reason}",
            f"put the file where `{cause.target}` looks: name the folder with `--functions-dir`",
        )
    if cause.remedy == "namespace" and cause.target is not None:
        path = cause.target
        lead = f"add this line to `{path}` yourself, then run this again"
        lines.append(_export_line(modules, path, function))
    elif source is not None and style.module is not None:
        lines.append(import_line(source, style.module, style.name, local=style.local))
    if cause.remedy != "namespace":
        lines.append(_entry_line(registry, cause, style))
    return ScaffoldError(
        f"cannot register `{symbol}`: `{cause.path}:{cause.line}`: {cause.reason}",
        "\n    ".join([lead, *lines]),
    )


def circular_refusal(cycle: Cycle, modules: Modules, symbol: str | None) -> ScaffoldError:
    """Return the error that names a circular import, and the module that would end it."""
    line = _line_of(modules, cycle.path, cycle.name)
    what = f"`{cycle.name}`" if cycle.name != "default" else "the default export"
    if len(cycle.through) == 1:
        reason = f"{what} is made in the file that imports the function"
    else:
        way = "`, which imports `".join(cycle.through[1:])
        reason = f"{what} is made in a file that imports `{way}`, which imports the function"
    wanted = f"cannot register `{symbol}`: " if symbol is not None else ""
    try:
        moved = _own_module(modules, cycle.path, cycle.name)
    except ScaffoldError:
        # A module there could not be imported from the old file.
        moved = None
    return ScaffoldError(
        f"{wanted}`{cycle.path}:{line}`: {reason}, and the function uses it while it loads: "
        "the program would stop at this circular import",
        moved.hint(what)
        if moved is not None
        else f"move {what} into its own module, which imports neither, then run this again",
    )


def _entry_line(registry: Registry, cause: Cause, style: EntryStyle) -> str:
    python = registry.serve_path.endswith(".py")
    if cause.remedy == "signature":
        entries = [each.text for each in registry.entries if each.path == registry.serve_path]
        given = ", ".join([*entries, style.entry])
        client = f"client: {registry.client}" if registry.client != "client" else "client"
        return f"serve({{ {client}, functions: [{given}] }})"
    if registry.arrays or cause.remedy == "unread":
        return f"{style.entry},"
    if cause.remedy == "options" and not python:
        options = registry.expression
        return f"serve({{ ...{options}, functions: [...{options}.functions, {style.entry}] }})"
    if cause.remedy in ("call", "options") or not registry.expression:
        return f"functions=[{style.entry}]," if python else f"functions: [{style.entry}],"
    whole = registry.expression
    if python:
        return f"[*{whole}, {style.entry}],"
    spread = whole if whole.replace(".", "").replace("_", "").isalnum() else f"({whole})"
    return f"functions: [...{spread}, {style.entry}],"


def _export_line(modules: Modules, path: str, function: Defined) -> str:
    source, symbol = modules.source(path), function.symbol
    models = re_exports(source) if source is not None else []
    specifier = modules.specifier_for(path, function.path, [each.module for each in models])
    text = ""
    if source is not None and models:
        text = _text(source, models[-1])
    elif source is not None:
        text = import_line(source, specifier, function.name, local=symbol)
    quote = "'" if "'" in text else '"'
    end = ";" if text.rstrip().endswith(";") else ""
    exported = paired(function.name, symbol, " as ")
    return f"export {{ {exported} }} from {quote}{specifier}{quote}{end}"


class _OwnModule(NamedTuple):
    """A module to make, and what its old file holds in place of some lines."""

    path: str
    content: tuple[str, ...]
    old_path: str
    old_lines: tuple[tuple[int, int], ...]
    instead: tuple[str, ...]

    def hint(self, what: str) -> str:
        """Return how to make it, in words and lines to paste; `what` is moved."""
        lines = [
            f"line {first}" if first == last else f"lines {first} to {last}"
            for first, last in self.old_lines
        ]
        old = f"and in `{self.old_path}` put this in place of {' and '.join(lines)}:"
        content = [f"    {line}" if line else "" for line in self.content]
        instead = [f"    {line}" for line in self.instead]
        start = f"move {what} into its own module, then run this again: make `{self.path}` of"
        return "\n".join([start, *content, f"  {old}", *instead])


def _own_module(modules: Modules, path: str, name: str) -> _OwnModule | None:
    """The module that would hold one name of a file, None where that cannot be seen."""
    source = modules.source(path)
    if source is None:
        return None
    statements = _taken_along(source, name)
    if not statements:
        return None
    home = _home(modules, source)
    python = source.language.name == "python"
    texts: list[str] = []
    file = outline(source)
    moved = [(each.start, each.end) for each in statements]
    needed = [
        bound for bound in statements.values() if is_used(file, top_variable(file, bound), moved)
    ]
    default = any(each.exported == "default" for each in statements)
    shared = [name, *(each for each in needed if each != name)]
    for each, bound in statements.items():
        text = each.text
        if not python and each.exported is None and bound in shared:
            text = f"export {text}"
        texts += text.splitlines()
    after = modules.after({home: b""})
    head = list(dict.fromkeys(_import_lines(source, after, list(statements), home)))
    specifier = after.specifier_for(path, home)
    local = name if name != "default" else "inngest"
    instead = [import_line(source, specifier, name, local=local)]
    instead += [import_line(source, specifier, each) for each in shared[1:]]
    end = ";" if instead[0].endswith(";") else ""
    if default:
        instead.append(f"export default {local}{end}")
    elif not python:
        exported = [bound for each, bound in statements.items() if each.exported is not None]
        instead += [f"export {{ {each} }}{end}" for each in exported if each in shared]
    return _OwnModule(
        home,
        (*head, "", *texts),
        path,
        tuple((each.line, each.last_line) for each in statements),
        tuple(instead),
    )


def _line_of(modules: Modules, path: str, name: str) -> int:
    """The line that defines a name of a file, the first where it is not to be seen."""
    source = modules.source(path)
    found = _defining(source, name) if source is not None else None
    return found.line if found is not None else 1


def _home(modules: Modules, source: Source) -> str:
    folder, base = posixpath.split(source.path)
    suffix = posixpath.splitext(base)[1].removesuffix("x")
    python = suffix == ".py"
    above = Endpoints(modules).root(source.path)
    if above is not None:
        folder = posixpath.join(above, "inngest")
    joint = "_" if python else "-"
    names = ("client", f"inngest{joint}client", f"own{joint}inngest{joint}client")
    stems = {posixpath.splitext(path)[0] for path in modules.paths}
    folders = {posixpath.dirname(path) for path in modules.paths}
    places = [posixpath.join(folder, name) for name in names]
    free = [place for place in places if place not in stems and place not in folders]
    return (free or places)[0] + suffix


def _taken_along(source: Source, name: str) -> dict[Definition, str]:
    """The statement that defines a name and those of its file that it uses, in order."""
    found: dict[int, tuple[Definition, str]] = {}
    pending = [name]
    while pending:
        wanted = pending.pop()
        defined = _defining(source, wanted)
        if defined is None or defined.start in found:
            continue
        found[defined.start] = (defined, wanted)
        pending += [each.text for each in _used_in(source, defined)]
    return {defined: bound for _, (defined, bound) in sorted(found.items())}


def _defining(source: Source, name: str) -> Definition | None:
    """The statement at the top of a file that defines a name."""
    for each in definitions(outline(source)):
        if name in each.names or (name == "default" and each.exported == "default"):
            return each
    return None


def _used_in(source: Source, defined: Definition) -> Iterator[Name]:
    return (each for each in names_in(outline(source), defined) if each.role != "label")


def _import_lines(
    source: Source, modules: Modules, statements: list[Definition], home: str
) -> Iterator[str]:
    """Yield the imports that some statements need, as the new module writes them."""
    # `inngest` and `inngest.fast_api` are two modules under one name.
    used = {
        part.text
        for each in statements
        for name in _used_in(source, each)
        for part in name.chain
    }  # fmt: skip
    by_place: dict[int, list[ImportStatement]] = {}
    for each in import_statements(source):
        by_place.setdefault(each.start, []).append(each)
    for found in by_place.values():
        names = [name for each in found for name in each.names]
        wanted = [each for each in names if _spelled(each) in used]
        if not wanted:
            continue
        module = wanted[0].module
        target = modules.resolve(source.path, module)
        spelled = modules.specifier_for(home, target, [module]) if target is not None else module
        if len(wanted) == len(names) and spelled == module:
            yield _text(source, found[0])
            continue
        for name in wanted:
            yield import_line(source, spelled, name.name, local=name.local)


def _text(source: Source, statement: ImportStatement) -> str:
    return source.content[statement.start : statement.end].decode()


def _spelled(imported: Imported) -> str:
    """How code names what an import binds: `a.b` for Python's `import a.b`."""
    return imported.module if imported.bound_module != imported.module else imported.local
