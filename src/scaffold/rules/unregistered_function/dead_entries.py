"""Entries of a registry that lead nowhere."""

from collections.abc import Iterator
from typing import NamedTuple

from scaffold.code.expressions import Expr
from scaffold.code.imported import is_import_used
from scaffold.code.lists import elements_of
from scaffold.code.outline import Binding, Outline
from scaffold.code.walk import outline
from scaffold.inngest.codebase import Codebase
from scaffold.inngest.registry.edit import Entry, Registry
from scaffold.syntax.edits import Edit
from scaffold.syntax.import_edits import remove_import
from scaffold.syntax.imports import imports
from scaffold.syntax.lists import remove
from scaffold.syntax.regexes import regex

_OTHER_FILE = regex(r"\.(vue|svelte|json|node|wasm|mdx?)$|generated|\?")


class DeadEntry(NamedTuple):
    """An entry that leads nowhere, why, and the edits that take it out with its import."""

    entry: Entry
    at: Expr
    reason: str
    edits: tuple[tuple[str, Edit], ...]


def dead_entries(registry: Registry, project: Codebase) -> Iterator[DeadEntry]:
    """Yield the entries that name nothing, or something that is no function."""
    for entry in registry.entries:
        facts = project.facts(entry.path) if entry.offset >= 0 else None
        if facts is None or facts.source.has_error:
            continue
        name = facts.outline.expr_at(entry.offset, entry.offset + len(entry.text.encode()))
        bound = facts.outline.binding(name)
        reason = _reason(entry, name, bound, project)
        if reason is None:
            continue
        edits = tuple(_without(name, entry))
        if bound is not None and bound.kind == "import":
            # What is there and was not read may be the function: it is never taken out on doubt.
            if _is_unread(bound, facts.outline, project):
                continue
            meant = _nearly(bound, facts.outline, project)
            if meant is not None:
                reason, edits = f"{reason}; `{meant}` differs in capitals", ()
        yield DeadEntry(entry, name, reason, edits)


def _is_unread(binding: Binding, outline: Outline, project: Codebase) -> bool:
    """Whether a file that an import may mean, or be handed on from, is there and was not read."""
    modules = project.modules
    specifiers = [(outline.path, binding.module)]
    if outline.language == "python":
        separator = "" if binding.module.endswith(".") else "."
        specifiers.append((outline.path, f"{binding.module}{separator}{binding.imported}"))
    path = modules.resolve(outline.path, binding.module)
    if path is not None:
        handed = modules.exports(path).handed_on.get(binding.imported)
        if handed is not None:
            specifiers.append((path, handed[0]))
    return any(modules.unread(*each) is not None for each in specifiers)


def _nearly(binding: Binding, outline: Outline, project: Codebase) -> str | None:
    """The file that an import means where capitals do not count."""
    modules = project.modules
    path = modules.resolve(outline.path, binding.module)
    if path is None:
        return modules.nearly(outline.path, binding.module)
    handed = modules.exports(path).handed_on.get(binding.imported)
    if handed is not None and modules.resolve(path, handed[0]) is None:
        return modules.nearly(path, handed[0])
    if outline.language == "python":
        separator = "" if binding.module.endswith(".") else "."
        module = f"{binding.module}{separator}{binding.imported}"
        is_there = modules.resolve(outline.path, module) is not None
        return None if is_there else modules.nearly(outline.path, module)
    return None


def _reason(entry: Entry, name: Expr, bound: Binding | None, project: Codebase) -> str | None:
    if name.kind == "null":
        return f"`{name.text}` is no function"
    if entry.symbol is None or "." in entry.symbol:
        return None
    if entry.module is not None:
        if entry.name == "*" and not _is_default_of_common_js(entry.module, project):
            return f"`{entry.symbol}` is the module `{entry.module}`, not a function in it"
        return None
    if bound is None:
        if name.source.language.name == "python" and b"import *" in name.source.content:
            return None
        return f"`{entry.symbol}` is defined nowhere"
    return _broken_import(bound, project) if bound.kind == "import" else None


def _is_default_of_common_js(path: str, project: Codebase) -> bool:
    """Whether `require` gives what one `module.exports = …` says, and no object of names."""
    content = project.files.read(path) or b""
    return b"exports" in content and "default" in project.modules.exports(path).own


def _broken_import(binding: Binding, project: Codebase) -> str | None:
    module, modules, outline = binding.module, project.modules, binding.outline
    if not module or _OTHER_FILE.search(module):
        return None
    path = modules.resolve(outline.path, module)
    if path is None:
        if not _is_of_the_project(module, outline.path, project):
            return None
        return f"there is no module `{module}` to import `{binding.name}` from"
    source = modules.source(path)
    if source is None or source.has_error or binding.imported == "*":
        return None
    table = modules.exports(path)
    if (
        b"import *" in source.content
        or b"__getattr__" in source.content
        or b"exports" in (source.content)
    ):
        return None
    if any(modules.resolve(path, star) is None for star in table.stars):
        return None
    handed = table.handed_on.get(binding.imported)
    if handed is not None:
        inner = modules.resolve(path, handed[0])
        if inner is None and handed[0].startswith("."):
            return f"`{path}` hands it on from `{handed[0]}`, which is not there"
        return None
    if table.stars or binding.imported in modules.exported_names(path):
        return None
    what = "has no default export" if binding.imported == "default" else "does not export it"
    return f"`{path}` {what}"


def _is_of_the_project(module: str, importer: str, project: Codebase) -> bool:
    """Whether a specifier certainly means a file of the project, so that it should be there."""
    if importer.endswith(".py"):
        if module.startswith("."):
            return True
        parts = module.split(".")
        return len(parts) > 1 and project.modules.resolve(importer, parts[0]) is not None
    return project.modules.is_own(importer, module)


def _without(at: Expr, entry: Entry) -> Iterator[tuple[str, Edit]]:
    array, source = at.around, at.source
    if array is None or array.kind != "array":
        return
    items = elements_of(array)
    edits = remove(items, items.place_of(at.whole.start))
    bound = next((each for each in imports(source) if each.local == entry.symbol), None)
    if bound is not None and not is_import_used(outline(source), bound, [at.whole]):
        edits = [*edits, *remove_import(source, bound)]
    yield from ((source.path, edit) for edit in edits)
