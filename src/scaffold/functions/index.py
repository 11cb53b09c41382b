"""Find Inngest functions in a project without reading more of it than needed."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from scaffold.errors import ScaffoldError
from scaffold.names import meant, words
from scaffold.syntax.files import Files
from scaffold.syntax.language import SUFFIXES

if TYPE_CHECKING:
    from scaffold.inngest.facts import Function

# Every way to make a function is spelled with one of these.
_MAKERS = re.compile(rb"create(?:_f|F|StepF|ScheduledF)unction\b")
_LITERAL_ID = re.compile(rb"""\b(?:id|name)["']?\s*:\s*["'`]|\bfn_id\s*=\s*[rbf]?["']""")


def is_source(path: str) -> bool:
    """Whether a path has the suffix of a language we read."""
    return path[path.rfind(".") :] in SUFFIXES


def functions_with_id(files: Files, id: str) -> "list[Function]":  # noqa: A002
    """Return the functions of a project that have an ID, by a byte search and a look."""
    quoted = re.compile(rb"[\"'`]" + re.escape(id.encode()) + rb"[\"'`]")
    return [one for one in _functions(files, id, quoted) if one.id == id]


def functions_called(files: Files, name: str) -> "list[Function]":
    """Return the functions that have an ID or a symbol."""
    named = re.compile(rb"(?<![\w$-])" + re.escape(name.encode()) + rb"(?![\w$-])")
    return [one for one in _functions(files, name, named) if name in (one.id, one.symbol)]


def the_function(files: Files, name: str) -> "Function":
    """Return the one function that has an ID or symbol, spelled in any case.

    Raises ScaffoldError when there is none, or more than one.
    """
    found = functions_called(files, name)
    if not found:
        spoken = words(name)
        every = all_functions(files)
        found = [one for one in every if words(one.id or "") == spoken]
        found = found or [one for one in every if words(one.symbol or "") == spoken]
    if len(found) == 1:
        return found[0]
    if found:
        places = ", ".join(place(one) for one in found)
        raise ScaffoldError(
            f"{len(found)} functions are called `{name}`: {places}",
            "name it by an ID or symbol that only it has, or change one by hand",
        )
    known = sorted({one.id or one.symbol or "" for one in all_functions(files)} - {""})
    listed = ", ".join(f"`{one}`" for one in known[:8])
    there = f"there are {listed}" if known else "this project has no Inngest function"
    raise ScaffoldError(f"there is no function `{name}`", meant(name, known, there))


def all_functions(files: Files) -> "list[Function]":
    """Return every function of a project, in the order of their files, tests left out."""
    return list(_functions(files, "", re.compile(b"")))


def place(function: "Function") -> str:
    """Return where a function is defined, for messages."""
    return f"`{function.path}:{function.site.line}`"


def _functions(files: Files, text: str, wanted: re.Pattern[bytes]) -> "Iterator[Function]":
    """Yield the functions of the files that hold `text` as `wanted` says."""
    plain = text.encode()
    makers: list[str] = []
    others: list[str] = []
    elsewhere = False
    for path in files.paths():
        content = files.read(path) if is_source(path) else None
        if content is None:
            continue
        is_wanted = plain in content and wanted.search(content) is not None
        if _MAKERS.search(content):
            (makers if is_wanted else others).append(path)
        else:
            elsewhere = elsewhere or is_wanted
    if elsewhere:
        # An ID may be a constant that another file declares.
        makers += [path for path in others if _has_indirect_id(files.read(path) or b"")]
    if not makers:
        return
    # Slow to import, and the usual answer is that there is nothing to read.
    from scaffold.inngest.codebase import Codebase
    from scaffold.syntax.file_purpose import is_app_file

    graph = Codebase(files)
    for path in sorted(makers):
        facts = graph.facts(path)
        if facts is not None and is_app_file(path):
            yield from facts.functions


def _has_indirect_id(content: bytes) -> bool:
    return len(_MAKERS.findall(content)) > len(_LITERAL_ID.findall(content))
