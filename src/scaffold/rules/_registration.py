"""Which functions are served, which are not, and where the source does not tell."""

import re
from collections.abc import Iterator
from functools import cache, partial
from typing import NamedTuple

from scaffold.code.bindings import Origin, resolve_reference
from scaffold.code.links import settle
from scaffold.code.outline import Body, CallSite, Outline
from scaffold.inngest.clients import is_client
from scaffold.inngest.common_js import exported_where_made
from scaffold.inngest.facts import Function
from scaffold.inngest.graph import Project
from scaffold.inngest.registry.arrays import Found, follow
from scaffold.inngest.registry.edit import Registry
from scaffold.rules._packages import is_in
from scaffold.syntax.file_purpose import is_app_file
from scaffold.syntax.imports import imports
from scaffold.syntax.language import language_of
from scaffold.syntax.scopes import unwrap
from scaffold.syntax.source import Source
from scaffold.syntax.tree import Node

# Modules that serve functions, or may, in a way that is not read here.
_SERVES = re.compile(
    rb"InngestCommHandler|inngest_commhandler|comm_lib"
    rb"|[\"'](?:npm:)?inngest/(?!types|api|hooks|react|realtime|components|helpers|middleware"
    rb"|experimental|test|package)[\w/-]+(?:\.js)?[\"']"
    rb"|[\"'](?!@inngest/(?:test|eslint|middleware|realtime|ai|agent-kit[\"']))"
    rb"(?:@[\w.-]*inngest[\w.-]*/[\w./-]+|[\w-]+-inngest|inngest-[\w-]+)[\"']"
    rb"|\binngest\.(?:experimental\.)?(?:fast_api|flask|django|tornado|digital_ocean|connect)\b"
)


class Unserved(NamedTuple):
    """A function that is certainly in no registry, and the registries it may go to."""

    function: Function
    candidates: tuple[Registry, ...]


def unserved(project: Project) -> Iterator[Unserved]:
    """Yield the functions that certainly nothing serves."""
    functions = [each for each in project.functions if _can_be_told(each)]
    if not functions:
        return
    registries = [each for each in project.registries if is_app_file(each.serve_path)]
    if not registries:
        functions = [each for each in functions if not project.unread(each.language)]
        if not may_be_served_unseen(project):
            yield from (Unserved(function, ()) for function in functions)
        return
    mentions = _Mentions(project, registries)
    opaque = {id(each): each for each in registries if is_opaque(each, project)}
    filled = all(
        each.cause is not None and each.cause.filled is not None for each in opaque.values()
    )
    in_language: dict[str, list[Registry]] = {}
    in_package: dict[tuple[str, str], list[Registry]] = {}
    for each in registries:
        language = _language(each.serve_path)
        in_language.setdefault(language, []).append(each)
        in_package.setdefault((language, project.packages.folder(each.serve_path)), []).append(each)
    served_unseen = cache(partial(may_be_served_unseen, project))
    for function in functions:
        if function in mentions or project.registry_of(function) is not None:
            continue
        place = (function.language, project.packages.folder(function.path))
        near = in_package.get(place) or in_language.get(function.language, [])
        if function.factory is None and any(id(each) in opaque for each in near) and not (
            filled and not _is_mentioned(function, project)
        ):  # fmt: skip
            continue
        if not near and served_unseen():
            continue
        if _may_be_served_by_unread(function, place in in_package, project):
            continue
        yield Unserved(function, tuple(near))


def _may_be_served_by_unread(function: Function, is_near: bool, project: Project) -> bool:
    """Whether what serves a function may be in a file that is there and was not read.

    With a registry in its package, only such a file of the same package counts.
    """
    own = project.packages.folder(function.path)
    return any(not is_near or is_in(own, path) for path in project.unread(function.language))


def _can_be_told(function: Function) -> bool:
    """Whether a function is made once, at the top of a module, under a name or under none.

    One that is made inside another function can be told when nothing there uses it.
    """
    if function.site.loop is not None:
        return False
    if function.factory is not None:
        return _is_dropped(function)
    if function.site.body.kind == "class":
        return False
    if function.language == "python":
        return function.symbol is not None
    if function.site.use == "discarded" or function.symbol is not None:
        return True
    return common_js_name(function) is not None


def _is_dropped(function: Function) -> bool:
    """Whether a function made inside another one has a name there that nothing reads."""
    site = function.site
    target = site.target
    if function.language == "python" or function.symbol is None or target is None:
        return False
    declarator = target.parent
    binding = site.body.bindings.get(function.symbol)
    return (
        binding is not None
        and declarator is not None
        and declarator.type == "variable_declarator"
        and binding.node.id == target.id
        and is_client(function.client, function.links)
        and not site.outline.references_to(binding)
    )


def common_js_name(function: Function) -> str | None:
    """The name of `exports.name = create(…)`, when the file says it nowhere else."""
    statement = function.site.node.parent
    if statement is None or statement.type != "assignment_expression":
        return None
    if statement.parent is None or statement.parent.type != "expression_statement":
        return None
    name = next(iter(exported_where_made(function)), None)
    if name is None or name == "default":
        return name
    said = re.findall(rb"\bexports\s*\.\s*" + re.escape(name.encode()) + rb"(?![\w$])",
                      function.source.content)  # fmt: skip
    return name if len(said) == 1 else None


def may_be_served_unseen(project: Project) -> bool:
    """Whether some file seems to serve functions, though no registry could be read."""
    return any(_SERVES.search(project.files.read(path) or b"") for path in project.candidates)


def is_opaque(registry: Registry, project: Project) -> bool:
    """Whether a registry may hold functions that its source does not name."""
    if not registry.dynamic:
        return False
    return _is_opaque_found(registry, project)


def _is_opaque_found(found: Registry | Found, project: Project) -> bool:
    if found.cause is not None and found.cause.remedy in ("array", "call"):
        return True
    for array in found.arrays:
        source = project.modules.source(array.path)
        node = _array_at(source, array.offset) if source is not None else None
        if source is None or node is None:
            return True
        for child in node.named_children:
            if child.type in ("spread_element", "list_splat") and _is_opaque_part(
                source, child.named_children[0], project
            ):
                return True
    return False


def _is_opaque_part(source: Source, node: Node, project: Project) -> bool:
    node = unwrap(node)
    if node.type in ("array", "list"):
        return False
    if node.type in ("ternary_expression", "conditional_expression"):
        if node.type == "ternary_expression":
            names = ("consequence", "alternative")
            ends = [node.child_by_field_name(name) for name in names]
        else:
            ends = [node.named_children[0], node.named_children[-1]]
        return any(end is None or _is_opaque_part(source, end, project) for end in ends)
    if node.type in ("binary_expression", "boolean_operator"):
        right = node.child_by_field_name("right")
        return right is None or _is_opaque_part(source, right, project)
    found = follow(source, node, project.modules)
    return found.dynamic and (not found.arrays or _is_opaque_found(found, project))


def _array_at(source: Source, offset: int) -> Node | None:
    node = source.root.descendant_for_byte_range(offset, offset + 1)
    while node is not None and node.type not in ("array", "list"):
        node = node.parent
    return node


def _language(path: str) -> str:
    found = language_of(path)
    return found.name if found is not None else ""


class _Mentions:
    """What the arrays of the registries name, elements of calls and conditions included."""

    def __init__(self, project: Project, registries: list[Registry]) -> None:
        self._project = project
        self._sites: set[int] = set()
        self._bodies: set[int] = set()
        self._unresolved: set[str] = set()
        for registry in registries:
            for array in registry.arrays:
                facts = project.facts(array.path)
                node = _array_at(facts.source, array.offset) if facts is not None else None
                if facts is not None and node is not None:
                    self._read(facts.outline, node)
            for entry in registry.entries:
                if entry.module is None and entry.symbol is not None:
                    self._unresolved.add(entry.symbol.rpartition(".")[2])

    def _read(self, outline: Outline, node: Node) -> None:
        for site in outline.sites():
            if _holds(node, site.node):
                self._sites.add(id(site))
        for references in outline.references.values():
            for reference in references:
                if _holds(node, reference.node):
                    found = settle(resolve_reference(reference), self._project)
                    self._note(found)

    def _note(self, origin: Origin) -> None:
        if origin.kind == "call" and origin.site is not None:
            site: CallSite | None = origin.site
            while site is not None:
                self._sites.add(id(site))
                site = site.receiver
        elif origin.kind == "function" and origin.target is not None:
            self._bodies.add(id(origin.target))

    def __contains__(self, function: Function) -> bool:
        if id(function.site) in self._sites:
            return True
        handler: Body | None = function.handler
        if function.language == "python" and handler is not None and id(handler) in self._bodies:
            return True
        # An entry whose import could not be followed may be this one.
        return bool(self._unresolved) and (
            function.symbol in self._unresolved
            or not self._unresolved.isdisjoint(exported_where_made(function))
            or any(
                export.name == "default" and export.local == function.symbol
                for export in function.outline.exports.values()
            )
            or function.symbol == "default"
        )


def _holds(outer: Node, inner: Node) -> bool:
    return outer.start_byte <= inner.start_byte and inner.end_byte <= outer.end_byte


def _is_mentioned(function: Function, project: Project) -> bool:
    """Whether any file of the app names a function or its module."""
    symbol = function.symbol or ""
    binding = function.outline.module.bindings.get(symbol)
    if binding is not None and function.outline.references_to(binding):
        return True
    stem = function.path.rpartition("/")[2].partition(".")[0].encode()
    for path in project.modules.paths:
        if path == function.path or _language(path) != function.language or not is_app_file(path):
            continue
        content = project.files.read(path) or b""
        if symbol.encode() not in content and stem not in content:
            continue
        source = project.modules.source(path)
        if source is None:
            continue
        for each in imports(source):
            if project.modules.resolve(path, each.module) == function.path:
                return True
            origin = project.modules.origin(path, each.module, each.name)
            if origin is not None and origin[0] == function.path:
                return True
    return False
