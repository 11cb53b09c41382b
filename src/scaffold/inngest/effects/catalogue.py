"""What libraries do, asked by the name of what is called: one table per language.

The tables are `typescript.py` and `python.py`, data and nothing else. A row is

    (libraries, kind, when, calls, source)

- `libraries`: the module it is imported from, or the global it hangs on; several, split by blanks.
  `name*` is a family of modules. `~name` is what people call a client of it, in lower case, for a
  value whose import cannot be followed. `*` is any receiver: asked when no library is known.
- `kind` is what a call does, `when` under which condition that is so: see `Kind` and `When`.
- `calls`: patterns over what follows the library's name, split by blanks. `.` is the library
  itself, `()` what a call gives: `create().get`. `*` stands for part of a word, `^` for a capital,
  `**` for anything; `{a,b}` is either.
- `source`: whose documentation says so, or why we think so.

The row of the longest library name wins; of one library, the first row that fits. A table is
indexed when it is first asked, and a pattern compiled when a name gets as far as its row: the
hook after an edit pays for what the file at hand mentions.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import import_module
from typing import Literal, NamedTuple

Kind = Literal[
    "effect",  # reaches outside of the process: a request, a query, a write, a child process
    "file",  # the same, on the file system
    "clock",  # reads a clock
    "random",  # a random value or a new id
    "timer",  # waits inside the process
    "query",  # builds a query, which is sent where it is awaited or run
    "transaction",  # runs the functions that it is given in a database's transaction
    "log",  # writes to a log
    "metric",  # counts, measures or traces: whoever watches can bear it twice
    "setup",  # makes or opens a client: each process needs its own
    "answer",  # reads the answer of a request
    "rows",  # reads the rows of a query that ran before
    "pure",  # computes, and waits for nothing outside
    "changes",  # changes the collection that it is called on
    "iterates",  # calls the functions that it is given for each of its elements
    "gathers",  # waits for the promises that it is given
    "sdk",  # Inngest's own: it knows the run that it is in
    "queue library",  # keeps a queue or a schedule of its own
]
When = Literal[
    "",  # always
    "last",  # where a chain ends with it: `a.query().filter()` sends nothing before `.all()`
    "awaited",  # where somebody waits for it: nothing happens before that
    "coroutine",  # it gives a coroutine, which does nothing until somebody awaits it
    "bare",  # when it is given nothing: `new Date()`
    "unawaited",  # where nobody awaits it by itself: `Promise.all(told.concat(asked))`
    "given a function",
    "alone",  # it is a statement, and given nothing: `order.save()`
    "connects",  # the whole name of a function: `connectDb()`
    # A name that suggests it, and what must bear it out:
    "imported",  # it is a function that the file imports
    "returned",  # the function returns what it gives, so it may be a promise
    "dropped",  # nobody takes what it gives, so it is called for what it does
    # What is told by more than its name:
    "receiver",  # the last word of the name that it is called on: `requestLogger.info()`
    "of a log",  # it is called on something whose name ends in `log`
    "of a table",  # the same, but such a log is a table: `auditLog.create()`
    "writing",  # the mode that a file is opened with
    "opened",
    "written",  # it is called on a file that is opened right there
    "path",  # a `Path` that it is called on
    "session",  # a database session that it is called on
    "of a pipeline",  # it is called on parts joined by `|`, which run one after the other
    "runs",  # of the rows of a query: the call that sent it
    "begins",  # of a query: a call with which it begins
    "adds",  # of a query: a call that adds to it
]
Row = tuple[str, Kind, When, str, str]
ANYTHING = "*"
_TOKEN = r"\*\*|[*^{},]|[^*^{},]+"
_MEANING = {
    "**": r".*", "*": r"[\w$]*", "^": "(?=[A-Z])", "{": "(?:", "}": ")", ",": "|",
}  # fmt: skip


class Entry(NamedTuple):
    """The row that speaks of a call."""

    library: str
    kind: Kind
    when: When
    source: str


class Catalogue:
    """The rows of one language."""

    def __init__(self, rows: tuple[Row, ...]) -> None:
        self._rows = rows
        self._patterns: dict[int, _Patterns] = {}
        self._entries: dict[str, tuple[Entry, ...]] = {}
        self._words: dict[tuple[str, Kind, When], Entry | None] = {}
        self._numbers: dict[str, list[int]] = {}
        self._families: list[str] = []
        for number, row in enumerate(rows):
            for library in row[0].split():
                self._numbers.setdefault(library, []).append(number)
                if library[-1] == "*" and library not in (ANYTHING, *self._families):
                    self._families.append(library)

    def entries(self, name: str) -> tuple[Entry, ...]:
        """Return what is known of a full name, `axios.create().get`; the first counts most."""
        found = self._entries.get(name)
        if found is None:
            found = self._entries[name] = tuple(self._find(name))
        return found

    def entry(self, name: str, *kinds: Kind) -> Entry | None:
        """Return what is known of a full name, among these kinds."""
        return next((each for each in self.entries(name) if each.kind in kinds), None)

    def client(self, words: Sequence[str]) -> tuple[Entry, ...]:
        """Return what is known of a chain in which a word is what people call a client.

        `deps.stripe.charges.create`, `getRedis().get`, `s3_client.put_object`; what only makes
        one, `openai.OpenAI`, does no work yet.
        """
        if words and words[-1][:1].isupper() and not words[-1].isupper():
            return ()
        for number, word in enumerate(words[:-1]):
            plain = word.removesuffix("()").replace("_", "").lower()
            for name in (plain, plain.removesuffix("client"), plain.removeprefix("get")):
                if f"~{name}" in self._numbers:
                    rest = ".".join(("()", *words[number + 1 :]))
                    return tuple(self._fitting(f"~{name}", rest))
        return ()

    def says(self, words: str, kind: Kind, when: When = "") -> Entry | None:
        """Return the row by which these words alone say a kind, whatever stands before them."""
        key = words, kind, when
        if key not in self._words:
            self._words[key] = next(
                (
                    Entry(ANYTHING, kind, when, self._rows[number][4])
                    for number in self._numbers[ANYTHING]
                    if self._rows[number][1:3] == (kind, when) and self._fits(number, f".{words}")
                ),
                None,
            )
        return self._words[key]

    def libraries(self, kind: Kind) -> tuple[str, ...]:
        """Return the names of the libraries that are of a kind as a whole."""
        return tuple(name for row in self._rows if row[1] == kind for name in row[0].split())

    def _find(self, name: str) -> Iterator[Entry]:
        ends = [at for at, character in enumerate(name) if character in "./("]
        for end in (len(name), *reversed(ends)):
            yield from self._fitting(name[:end], name[end:])
        for family in self._families:
            if name.startswith(family[:-1]):
                end = next((end for end in ends if end >= len(family) - 1), len(name))
                yield from self._fitting(family, name[end:])

    def _fitting(self, library: str, rest: str) -> Iterator[Entry]:
        for number in self._numbers.get(library, ()):
            if self._fits(number, rest):
                _, kind, when, _, source = self._rows[number]
                yield Entry(library, kind, when, source)

    def _fits(self, number: int, rest: str) -> bool:
        patterns = self._patterns.get(number)
        if patterns is None:
            patterns = self._patterns[number] = _Patterns(self._rows[number][3])
        return patterns.fit(rest)


class _Patterns:
    """The patterns of a row. Most are plain words, or ends of names, and need no expression."""

    def __init__(self, text: str) -> None:
        self.plain: set[str] = set()
        self.special: list[str] = []
        self.expression: re.Pattern[str] | None = None
        ends: list[str] = []
        for each in text.split():
            rest = each.removeprefix("**.")
            if "*" in rest or "^" in rest:
                self.special.append(_translated(each))
            elif rest is not each:
                ends += (f".{one}" for one in _choices(rest))
            else:
                self.plain.update(map(_anchored, _choices(each)))
        self.ends = tuple(ends)

    def fit(self, rest: str) -> bool:
        """Whether one of them is the whole of what follows a library's name."""
        if rest in self.plain or rest.endswith(self.ends):
            return True
        if not self.special:
            return False
        if self.expression is None:
            self.expression = re.compile("|".join(self.special))
        return self.expression.fullmatch(rest) is not None


def _anchored(pattern: str) -> str:
    if pattern == ".":
        return ""
    return pattern if pattern[0] in "./(" else f".{pattern}"


def _choices(pattern: str) -> list[str]:
    """Write out the choices of a pattern: `{a,b}.c` is `a.c` and `b.c`."""
    before, brace, rest = pattern.partition("{")
    if not brace:
        return [pattern]
    inside, _, after = rest.partition("}")
    return [one for part in inside.split(",") for one in _choices(f"{before}{part}{after}")]


def _translated(pattern: str) -> str:
    start = pattern if pattern.startswith("**") else _anchored(pattern)
    return "".join(
        _MEANING.get(token[0]) or re.escape(token[0]) for token in re.finditer(_TOKEN, start)
    )


@cache
def catalogue(language: str) -> Catalogue:
    """Return what is known of the libraries of a language, `typescript` or `python`."""
    return Catalogue(import_module(f"scaffold.inngest.effects.{language}").ROWS)
