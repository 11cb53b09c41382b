"""Which calls of a Python handler read or write files: `open()`, and methods of a `Path`."""

import re

from scaffold.code.bindings import resolve_callee
from scaffold.code.links import Links, settle, value_of
from scaffold.code.outline import Binding, Body
from scaffold.inngest.facts import Call
from scaffold.syntax.tree import Node

_TOUCHES = frozenset(
    {
        "read_text", "read_bytes", "write_text", "write_bytes", "unlink", "touch", "mkdir",
        "rmdir", "rename", "replace", "symlink_to", "hardlink_to", "chmod",
    }
)  # fmt: skip
# These give a path again.
_STILL_A_PATH = frozenset(
    {
        "absolute", "expanduser", "joinpath", "relative_to", "resolve", "with_name", "with_stem",
        "with_suffix", "parent",
    }
)  # fmt: skip
_PATHS = frozenset({"pathlib.Path", "pathlib.PosixPath", "pathlib.WindowsPath"})
_MADE = re.compile(r"^pathlib\.(Posix|Windows)?Path(\(\)|\.(cwd|home)\(\))$")
_OPENS = frozenset({"open", "io.open", "codecs.open"})
_WRITING = re.compile(r"[wax+]")
_LOGS = re.compile(r"_*(append_|write_)?(log|debug|trace)(_line)?")
_DEPTH = 8


def uses_file(call: Call) -> bool:
    """Return whether a call opens a file to write it, or touches one through a `pathlib.Path`."""
    site, links = call.site, call.function.links
    if any(_LOGS.fullmatch(by.attrs[-1] if by.attrs else by.root or "") for by in call.chain):
        return False  # a log file of the project's own
    if call.name in _OPENS:
        return _is_writing(call, 1)
    method = site.attrs[-1] if site.attrs else ""
    if method in ("write", "writelines") and site.receiver is not None:
        return resolve_callee(site.receiver).name in _OPENS  # `open(path, "a").write(text)`
    if method not in _TOUCHES and method != "open":
        return False
    owner = site.callee.child_by_field_name("object") if site.callee is not None else None
    if owner is None or not _is_path(owner, site.body, links):
        return False
    return method != "open" or _is_writing(call, 0)


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
    if any(attr not in _STILL_A_PATH for attr in origin.attrs):
        return False
    if origin.kind == "call" and origin.site is not None:
        site = origin.site
        if _MADE.match(origin.at(()).name):
            return True
        owner = site.callee.child_by_field_name("object") if site.callee is not None else None
        return (
            site.attrs[-1:] != () and site.attrs[-1] in _STILL_A_PATH and owner is not None
            and _is_path(owner, site.body, links, depth + 1)
        )  # fmt: skip
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
