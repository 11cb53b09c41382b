"""What a rule is made of, and what it reports.

A rule is a module in this package, or a package where it has parts of its own; its name, with
dashes, is the rule's. It holds

- a docstring: the first line is an order of at most 80 characters that ends with a full stop
  (CLAUDE.md prints it); the rest says what breaks at run time, and on which SDK that was seen;
- `SEVERITY`: `error` (durability or events are lost) or `warning`; `WARNS_IN`, if the module has
  it, names the languages in which an error is but a warning;
- `EXAMPLES`: an `Example` per language, which the docs show; each line that the rule must report
  ends in `// error` or `# error`, and no other may be reported. Several files in one example are
  split by lines `// file: path` or `# file: path`. Edge cases are files below `tests/rules/`;
- `STYLE = True`, if nothing breaks at run time: in a repository that we did not make such a rule
  speaks only when it is asked for, and `elsewhere(project, found)`, if the module has it, gives
  what is left there of its reports;
- `check`, a generator with one parameter, whose *name* says what it is given:
  `function` (facts.Function), `file` (facts.FileFacts) or `project` (codebase.Codebase);
- `check_file(file, project)`, beside a `check` of the project or instead of one: what it says of
  one file at a time, which several processes share.

It yields `report(at, message, hint)`, where `at` is the fact that is wrong. The message says what
is wrong and why; the hint says what to do.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from types import ModuleType
from typing import Any, Literal, NamedTuple

from scaffold.code.expressions import Expr
from scaffold.code.outline import Binding, Body, CallSite, Mutation, Outline, Reference
from scaffold.code.places import Attempt, Catch
from scaffold.code.spans import Spanned
from scaffold.code.values import Value
from scaffold.inngest.facts import Call, Function, Step, Trigger
from scaffold.inngest.file_facts import FileFacts
from scaffold.syntax.edits import Edit
from scaffold.syntax.language import LanguageName
from scaffold.syntax.source import Source

Severity = Literal["error", "warning"]
_LONGEST, _LONGEST_LINK = 1_000, 200
SUPPRESSION = "suppression"  # stands for a rule where a suppression itself is reported
Fact = (
    Call | Step | Function | Trigger | Value | CallSite | Body | Mutation | Reference | Binding
    | Expr | Catch | Attempt | tuple[Outline, Spanned]
)  # fmt: skip


class Example(NamedTuple):
    """A pair of sources for one language: lines marked `error`, and the way to write it."""

    language: LanguageName
    invalid: str
    valid: str


class Place(NamedTuple):
    """A place in a file: line and column from 1, the column in characters."""

    path: str
    line: int
    column: int
    text: str = ""


class Diagnostic(NamedTuple):
    """One thing that is wrong at one place.

    `chain` leads from the place through helpers to the call that does the harm. `edits` fix it,
    by path. `function` is the id or symbol of the function at fault. Reports of one rule on one
    function that share a `cause` are shown as one, which lists what the others are `about`.
    What is `only_ours` is told in projects that `new` or `adopt` made, and in no others.
    """

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    message: str
    hint: str = ""
    rule: str = ""
    severity: Severity = "error"
    function: str = ""
    chain: tuple[Place, ...] = ()
    edits: tuple[tuple[str, Edit], ...] = ()
    cause: str = ""
    about: str = ""
    only_ours: bool = False


class Rule(NamedTuple):
    """A rule, loaded from its module."""

    name: str
    summary: str
    details: str
    severity: Severity
    examples: tuple[Example, ...]
    scope: Literal["function", "file", "project"]
    reads_events: bool
    """Whether it asks what a project sends and receives, which takes following every handler."""
    is_style: bool
    """Whether nothing breaks at run time by it."""
    elsewhere: Callable[[Any, Sequence[Diagnostic]], Iterable[Diagnostic]] | None
    """Gives what is left of its reports in a repository that we did not make."""
    check: Callable[[Any], Iterable[Diagnostic]]
    check_file: Callable[[FileFacts, Any], Iterable[Diagnostic]] | None = None
    """What a rule about the project says of one file at a time."""
    warns_in: tuple[str, ...] = ()

    def severity_in(self, language: str) -> Severity:
        """Return how severe a report is in a language."""
        return "warning" if language in self.warns_in else self.severity

    @property
    def languages(self) -> tuple[LanguageName, ...]:
        """The languages it reads: those it has examples for."""
        return tuple(dict.fromkeys(example.language for example in self.examples))

    def run(self, given: Any) -> Iterator[Diagnostic]:
        """Yield what the rule reports on a function, file or project in one of its languages."""
        return self._named(self.check(given), given)

    def run_file(self, file: FileFacts, project: Any) -> Iterator[Diagnostic]:
        """Yield what a rule about the project reports on one of its files by itself."""
        found = self.check_file(file, project) if self.check_file is not None else ()
        return self._named(found, file)

    def _named(self, found: Iterable[Diagnostic], given: Any) -> Iterator[Diagnostic]:
        for diagnostic in found:
            named = diagnostic._replace(rule=self.name)
            if diagnostic.severity == "error":  # a check may soften a single report
                language = getattr(given, "language", "")  # a project has several
                named = named._replace(severity=self.severity_in(language))
            if isinstance(given, Function):
                label = named.function or given.label
                named = named._replace(function=label, hint=_as_there(named.hint, given))
            yield named


def _as_there(hint: str, function: Function) -> str:
    """A hint with the tools as a Python handler has them: before 0.5 it is given `step`."""
    handler = function.handler
    if function.shape != "python" or handler is None or "ctx." not in hint:
        return hint
    names = [name for name in handler.parameters if name not in ("self", "cls", None)]
    if "step" in names:
        return hint.replace("ctx.group.parallel", "step.parallel").replace("ctx.step.", "step.")
    return re.sub(r"\bctx\.", f"{names[0]}.", hint) if names else hint


def _nothing(project: Any) -> Iterator[Diagnostic]:
    """What a rule says of a whole project that has said all of its files."""
    yield from ()


def load(module: ModuleType) -> Rule:
    """Return the rule that a module is."""
    summary, _, details = (module.__doc__ or "").partition("\n")
    check: Callable[[Any], Iterable[Diagnostic]] = getattr(module, "check", _nothing)
    parameter: Any = check.__code__.co_varnames[0]
    return Rule(
        module.__name__.rsplit(".", 1)[-1].replace("_", "-"),
        summary.strip(),
        details.strip(),
        module.SEVERITY,
        tuple(module.EXAMPLES),
        parameter,
        getattr(module, "READS_EVENTS", False),
        getattr(module, "STYLE", False),
        getattr(module, "elsewhere", None),
        check,
        getattr(module, "check_file", None),
        getattr(module, "WARNS_IN", ()),
    )


def report(
    at: Fact,
    message: str,
    hint: str = "",
    *,
    function: str = "",
    severity: Severity = "error",
    edits: Iterable[tuple[str, Edit]] = (),
    cause: str = "",
    about: str = "",
    only_ours: bool = False,
) -> Diagnostic:
    """Return a diagnostic at a fact; a call that a helper makes is reported in the handler."""
    source, place = locate(at)
    chain: tuple[Place, ...] = ()
    call = at.call if isinstance(at, Step) else at
    if isinstance(call, Call) and call.chain:
        last = (call.site.outline.source, call.site, call.spelled)
        links = [(site.outline.source, site, site.spelled) for site in call.chain]
        chain = tuple(_place(*link) for link in [*links, last])
    line, column = source.position(place.start)
    end_line, end_column = source.position(_end(source, place))
    return Diagnostic(
        source.path, line, column, end_line, end_column, _cut(message), _cut(hint),
        severity=severity, function=function, chain=chain, edits=tuple(edits),
        cause=cause, about=about, only_ours=only_ours,
    )  # fmt: skip


def _cut(text: str, longest: int = _LONGEST) -> str:
    """The text of a report, which names what may be as long as a file."""
    return text if len(text) <= longest else f"{text[:longest]}…"


def locate(at: Fact) -> tuple[Source, Spanned]:
    """Return the file and the place of a fact."""
    if isinstance(at, tuple):
        return at[0].source, at[1]
    if isinstance(at, Step):
        at = at.call
    if isinstance(at, Call):
        at = at.chain[0] if at.chain else at.site
    if isinstance(at, Function):
        at = at.id_value or at.site
    if isinstance(at, Trigger):
        at = at.value
    if isinstance(at, Catch | Attempt):
        return at.exprs.source, at
    if isinstance(at, Expr):
        return at.source, at
    return at.outline.source, at


def _place(source: Source, at: Spanned, text: str) -> Place:
    line, column = source.position(at.start)
    return Place(source.path, line, column, _cut(text, _LONGEST_LINK))


def _end(source: Source, at: Spanned) -> int:
    """The end of the place, or of its first line: a frame shows one line."""
    newline = source.content.find(b"\n", at.start, at.end)
    return at.end if newline < 0 else newline


__all__ = [
    "Diagnostic",
    "Example",
    "Fact",
    "FileFacts",
    "Place",
    "Rule",
    "Severity",
    "load",
    "locate",
    "report",
]
