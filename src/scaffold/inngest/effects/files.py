"""Which calls of a Python handler read or write files: `open()`, and methods of a `Path`."""

import re

from scaffold.code.bindings import Origin, resolve_callee
from scaffold.code.links import Links, settle, value_of
from scaffold.code.outline import Binding, Body
from scaffold.inngest.effects.catalogue import Entry, catalogue
from scaffold.inngest.effects.names import last_word, says
from scaffold.inngest.facts import Call
from scaffold.syntax.tree import Node

_PATHS = frozenset({"pathlib.Path", "pathlib.PosixPath", "pathlib.WindowsPath"})
_MADE = re.compile(r"^pathlib\.(Posix|Windows)?Path(\(\)|\.(cwd|home)\(\))$")
_WRITING = re.compile(r"[wax+]")
_LOGS = re.compile(r"_*(append_|write_)?(log|debug|trace)(_line)?")
_DEPTH = 8


def touches_file(call: Call) -> Entry | None:
    """Return why a call opens a file to write it, or touches one through a `pathlib.Path`."""
    site = call.site
    if any(_LOGS.fullmatch(last_word(by)) for by in call.chain):
        return None  # a log file of the project's own
    opens = opening(resolve_callee(site))
    if opens is not None:
        return opens if _is_writing(call, 1) else None
    if says(site, "file", "written") and site.receiver is not None:
        return opening(resolve_callee(site.receiver))  # `open(path, "a").write(text)`
    entry = says(site, "file", "path")
    owner = site.callee.child_by_field_name("object") if site.callee is not None else None
    if entry is None or owner is None or not _is_path(owner, site.body, call.function.links):
        return None
    return entry if site.attrs[-1] != "open" or _is_writing(call, 0) else None


def opening(origin: Origin) -> Entry | None:
    """Return the row for Python's `open()`, when that is what is called."""
    entry = catalogue("python").entry(origin.name, "file") if origin.name else None
    return entry if entry is not None and entry.when == "writing" else None


def _is_writing(call: Call, index: int) -> bool:
    mode = call.argument(index, "mode")
    return mode is not None and mode.string is not None and bool(_WRITING.search(mode.string))


def _is_path(node: Node, body: Body, links: Links, depth: int = 0) -> bool:
    """Whether an expression gives a `pathlib.Path`, as far as the source tells."""
    if depth > _DEPTH:
        return False
    while node.type == "parenthesized_expression" and node.named_children:
        node = node.named_children[0]
    if node.type == "binary_operator":  # `Path(a) / "b"`
        left = node.child_by_field_name("left")
        return left is not None and _is_path(left, body, links, depth + 1)
    origin = settle(value_of(body, node, links), links)
    table = catalogue("python")
    if not all(table.says(attr, "pure", "path") for attr in origin.attrs):
        return False
    if origin.kind == "call" and origin.site is not None:
        site = origin.site
        if _MADE.match(origin.at(()).name):
            return True
        owner = site.callee.child_by_field_name("object") if site.callee is not None else None
        return bool(
            says(site, "pure", "path")
            and owner is not None
            and _is_path(owner, site.body, links, depth + 1)
        )
    if origin.kind == "param" and origin.binding is not None:
        return _is_declared_path(origin.binding, links)
    within = origin.body or (origin.binding.body if origin.binding is not None else None)
    if origin.kind != "value" or origin.node is None or within is None:
        return False
    return origin.node.type in ("binary_operator", "parenthesized_expression") and _is_path(
        origin.node, within, links, depth + 1
    )


def _is_declared_path(parameter: Binding, links: Links) -> bool:
    typed = parameter.node.parent
    declared = typed.child_by_field_name("type") if typed is not None else None
    if declared is None or not declared.named_children:
        return False
    return settle(value_of(parameter.body, declared.named_children[0], links), links).name in _PATHS
