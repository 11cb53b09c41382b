"""Which calls of a Python handler read or write files: `open()`, and methods of a `Path`."""

import re

from scaffold.code.bindings import Origin, resolve_callee, resolve_expr
from scaffold.code.expressions import Expr
from scaffold.code.links import Links, dotted_value, settle
from scaffold.code.outline import Binding, Body, CallSite
from scaffold.inngest.effects.catalogue import Entry, catalogue
from scaffold.inngest.effects.names import last_word, says
from scaffold.inngest.facts import Call

_PATHS = frozenset({"pathlib.Path", "pathlib.PosixPath", "pathlib.WindowsPath"})
_MADE = r"^pathlib\.(Posix|Windows)?Path(\(\)|\.(cwd|home)\(\))$"
_TYPE = r"\s*:\s*([\w.]+)"
_WRITING = r"[wax+]"
_LOGS = r"_*(append_|write_)?(log|debug|trace)(_line)?"
_PARSERS = frozenset(
    {"csv.DictReader", "csv.reader", "json.load", "pickle.load", "tomllib.load", "yaml.load",
     "yaml.safe_load"}
)  # fmt: skip
_AWAITED = frozenset({"aiofiles.open", "anyio.open_file"})
_DEPTH = 8


def touches_file(call: Call) -> Entry | None:
    """Return why a call opens a file to write it, or touches one through a `pathlib.Path`."""
    site = call.site
    if any(re.fullmatch(_LOGS, last_word(by)) for by in call.chain):
        return None  # a log file of the project's own
    opens = opening(resolve_callee(site))
    if opens is not None:
        return opens if _is_writing(call, 1) else None
    if says(site, "file", "written") and site.receiver is not None:
        return opening(resolve_callee(site.receiver))  # `open(path, "a").write(text)`
    entry = says(site, "file", "path")
    owner = _owner(site)
    if entry is None or owner is None or not _is_path(owner, site.body, call.function.links):
        return None
    return entry if site.attrs[-1] != "open" or _is_writing(call, 0) else None


def opening(origin: Origin) -> Entry | None:
    """Return the row for Python's `open()`, when that is what is called."""
    entry = catalogue("python").entry(origin.name, "file") if origin.name else None
    return entry if entry is not None and entry.when == "writing" else None


def reads_opened(call: Call) -> bool:
    """Whether a call reads a file that Python's `open()` gives, there or in a variable."""
    site, opened = call.site, call.origin
    if call.name in _PARSERS and site.args:
        opened = resolve_expr(site.body, site.args[0])
    elif not says(site, "file", "opened") or len(opened.attrs) != 1:
        return False
    if opened.site is None or len(opened.attrs) > 1:
        return False
    opener = resolve_callee(opened.site)
    return opener.name in _AWAITED or opening(opener) is not None


def _is_writing(call: Call, index: int) -> bool:
    mode = call.argument(index, "mode")
    return mode is not None and mode.string is not None and bool(re.search(_WRITING, mode.string))


def _owner(site: CallSite) -> Expr | None:
    """What the method that is called belongs to."""
    return site.called.inner if site.called is not None else None


def _is_path(value: Expr, body: Body, links: Links, depth: int = 0) -> bool:
    """Whether an expression gives a `pathlib.Path`, as far as the source tells."""
    if depth > _DEPTH:
        return False
    if value.kind == "binary":  # `Path(a) / "b"`
        return value.left is not None and _is_path(value.left, body, links, depth + 1)
    origin = settle(resolve_expr(body, value), links)
    table = catalogue("python")
    if not all(table.says(attr, "pure", "path") for attr in origin.attrs):
        return False
    if origin.site is not None:
        if re.match(_MADE, origin.at(()).name):
            return True
        owner = _owner(origin.site)
        return bool(
            says(origin.site, "pure", "path")
            and owner is not None
            and _is_path(owner, origin.site.body, links, depth + 1)
        )
    if origin.kind == "param" and origin.binding is not None:
        return _is_declared_path(origin.binding, links)
    within = origin.body or (origin.binding.body if origin.binding is not None else None)
    given = origin.expr if origin.kind == "value" else None
    if given is None or within is None or given.kind != "binary":
        return False
    return _is_path(given, within, links, depth + 1)


def _is_declared_path(parameter: Binding, links: Links) -> bool:
    """`def keep(path: Path)`"""
    content = parameter.outline.source.content
    declared = re.match(_TYPE, content[parameter.end : parameter.body.end].decode())
    if declared is None:
        return False
    return dotted_value(parameter.body, declared[1], links).name in _PATHS
