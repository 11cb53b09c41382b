"""Names a user types, and the IDs, symbols and file names made from them."""

import builtins
import keyword
import re
import sys
from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from scaffold.errors import ScaffoldError
from scaffold.shown import shown

Language = Literal["typescript", "python"]

LONGEST = 60
LONGEST_EVENT_NAME = 512  # bytes; the server's limit


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TYPESCRIPT_WORDS = _set(
    """
    abstract any arguments as async await boolean break case catch class const constructor continue
    debugger declare default delete do else enum eval export extends false finally for from function
    get if implements import in infer instanceof interface is keyof let module namespace never new
    null number object of package private protected public readonly require return set static string
    super switch symbol this throw true try type typeof undefined unique unknown var void while with
    yield
    """
)
# Words that are no name of a function; the others above mean something in types and imports only.
_TYPESCRIPT_RESERVED = _set(
    """
    arguments await break case catch class const continue debugger default delete do else enum eval
    export extends false finally for function if implements import in instanceof interface let new
    null package private protected public return static super switch this throw true try typeof
    undefined var void while with yield
    """
)
# Not reserved, but a function of that name hides something its own file or the registry needs.
_TAKEN_WORDS = _set(
    """
    app client console document exports fetch global index inngest math nan process promise serve
    window
    """
)
# A checkout on Windows cannot hold a file of such a name, whatever its suffix.
_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))]
)
_PYTHON_WORDS = frozenset(word.lower() for word in (*keyword.kwlist, *keyword.softkwlist, "self"))
_PYTHON_BUILTINS = frozenset(name.lower() for name in dir(builtins) if not name.startswith("_"))
KEYWORDS = _TYPESCRIPT_WORDS | _PYTHON_WORDS
_RESERVED = KEYWORDS | _TAKEN_WORDS | _DEVICES | _PYTHON_BUILTINS
_RESERVED_IN: Mapping[Language | None, frozenset[str]] = {
    "typescript": _TYPESCRIPT_RESERVED | _TAKEN_WORDS | _DEVICES,
    "python": _PYTHON_WORDS | _PYTHON_BUILTINS | _TAKEN_WORDS | _DEVICES,
    None: _RESERVED,
}

# `domain/action`, in lower case.
_CONVENTION = r"[a-z0-9][a-z0-9-]*(/[a-z0-9][a-z0-9_.-]*)+"
# What says when something runs.
_TIMES = (
    r"cron|job|task|schedule[d]?|every|each|at|on|the|run|timer|tick"
    r"|minutes?|minutely|mins?|hours?|hourly|days?|daily|nights?|nightly|weeks?|weekly|weekdays?"
    r"|months?|monthly|years?|yearly|morning|midnight|noon"
    r"|(mon|tues|wednes|thurs|fri|satur|sun)days?|mon|tue|wed|thu|fri|sat|sun|am|pm|utc"
    r"|[0-9]+(am|pm|h|m|min)?"
)

# npm and uv refuse a project that depends on a package of its own name.
DEPENDENCIES = _set(
    """
    concurrently cryptography eslint fastapi httpx httpx2 inngest inngest-cli inngest-scaffold mypy
    next node npm pip pnpm prettier pydantic pyright pytest python-dotenv react react-dom ruff
    scaffold sendgrid slack-sdk standardwebhooks stripe typescript uv uvicorn vite vitest yarn zod
    """
)
_PROJECT_RESERVED = KEYWORDS | _DEVICES | {"node_modules", "favicon"}

_WORD = r"[A-Z]+(?![a-z])[0-9]*|[A-Z]?[a-z]+[0-9]*|[A-Z][0-9]*|[0-9]+"
_SPELLING = r"[A-Za-z0-9]+(?:[ _-]+[A-Za-z0-9]+)*"
_SLUG = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
# Wider than the convention, narrower than the server: what stands in a string literal unescaped.
_EVENT_NAME = r"[A-Za-z0-9][A-Za-z0-9 ._:@+/-]*"


class FunctionName(NamedTuple):
    """A function's ID in kebab case, and the symbols made from it."""

    id: str

    @property
    def camel(self) -> str:
        """The TypeScript symbol: `sendReceipt`."""
        first, *rest = self.id.split("-")
        return first + "".join(word.capitalize() for word in rest)

    @property
    def snake(self) -> str:
        """The Python symbol: `send_receipt`."""
        return self.id.replace("-", "_")

    @property
    def pascal(self) -> str:
        """The class name: `SendReceipt`."""
        return "".join(word.capitalize() for word in self.id.split("-"))


def words(text: str) -> list[str]:
    """Return the words of a name in any case, in lower case: `sendSMSNow` gives send, sms, now."""
    return [word.lower() for word in re.findall(_WORD, text)]


def parse_name(text: str, language: Language | None = None) -> FunctionName:
    """Return the function name meant by text in any case.

    Raises ScaffoldError for a name that makes no valid symbol and file name in the language, or
    where none is said in both.
    """
    shown = _shown(text)
    spelled = text.strip()
    if not spelled:
        raise ScaffoldError(
            "the function name is empty", "name it by verb and noun: `send-receipt`"
        )
    if len(spelled) > LONGEST:
        raise ScaffoldError(
            f"the function name {shown} has {len(spelled)} characters; {LONGEST} is the limit",
            "shorten it to a verb and a noun",
        )
    if not spelled.isascii():
        raise ScaffoldError(
            f"the function name {shown} holds characters outside ASCII",
            "use the letters a to z, digits and dashes",
        )
    if not re.fullmatch(_SPELLING, spelled):
        raise ScaffoldError(
            f"the function name {shown} is not made of letters, digits, spaces, `-` and `_`",
            _suggestion(spelled) or "name it by verb and noun: `send-receipt`",
        )
    if spelled[0].isdigit():
        raise ScaffoldError(
            f"the function name {shown} starts with a digit, which no symbol can",
            "start it with a verb: `send-receipt`",
        )
    name = FunctionName("-".join(words(spelled)))
    if name.id in _RESERVED_IN[language]:
        titles = {"typescript": "TypeScript", "python": "Python", None: "TypeScript or Python"}
        raise ScaffoldError(
            f"the function name {shown} is reserved in {titles[language]}",
            f"add what it acts on: `{name.id}-order`",
        )
    return name


def parse_event_name(text: str) -> str:
    """Return an event name that Inngest accepts and that stands unescaped in a string.

    Raises ScaffoldError otherwise.
    """
    shown = _shown(text)
    if not text.strip():
        raise ScaffoldError("the event name is empty", "name it `domain/action`: `user/created`")
    if len(text.encode(errors="replace")) > LONGEST_EVENT_NAME:
        raise ScaffoldError(
            f"the event name {shown} is longer than {LONGEST_EVENT_NAME} bytes",
            "shorten it: Inngest rejects it",
        )
    if text.startswith("inngest/"):
        raise ScaffoldError(
            f"the event name {shown} starts with `inngest/`, which Inngest keeps for itself",
            "use a domain of your own: `user/created`",
        )
    if not re.fullmatch(_EVENT_NAME, text) or text != text.strip():
        raise ScaffoldError(
            f"the event name {shown} is not made of letters, digits, `/`, `.`, `-`, `_` and `:`",
            "name it `domain/action`: `user/created`",
        )
    if text[0].isdigit():
        raise ScaffoldError(
            f"the event name {shown} starts with a digit, which no symbol can",
            "start it with a domain: `user/created`",
        )
    return text


def is_domain_and_action(event: str) -> bool:
    """Return whether an event name is of the form that all projects are advised to use."""
    return re.fullmatch(_CONVENTION, event) is not None


def says_only_when(name: str) -> bool:
    """Return whether the name of a function says when it runs, and nothing of what it does."""
    parts = words(name)
    return bool(parts) and all(re.fullmatch(_TIMES, part) for part in parts)


def event_symbol(name: str, language: Language) -> str:
    """Return the symbol of a typed event: `userCreated` in TypeScript, `UserCreated` in Python.

    A symbol that is reserved gets `Event` at its end.
    """
    parts = [word.capitalize() for word in words(name)]
    if not parts or parts[0][0].isdigit():
        raise ScaffoldError(
            f"no symbol can be made from the event name {_shown(name)}",
            "name it `domain/action`: `user/created`",
        )
    symbol = "".join(parts)
    if language == "typescript":
        symbol = parts[0].lower() + "".join(parts[1:])
    reserved = symbol.lower() in _RESERVED or hasattr(builtins, symbol)
    return f"{symbol}Event" if reserved else symbol


def parse_project_name(text: str) -> str:
    """Return a project name: a slug that npm, PyPI and Inngest all take as a name.

    Raises ScaffoldError, with the slug that was probably meant.
    """
    shown = _shown(text)
    if not text.strip():
        raise ScaffoldError("the project name is empty", "name it in lower case: `order-mailer`")
    if len(text) > LONGEST:
        raise ScaffoldError(
            f"the project name {shown} has {len(text)} characters; {LONGEST} is the limit",
            "shorten it",
        )
    if not re.fullmatch(_SLUG, text):
        raise ScaffoldError(
            f"the project name {shown} is not a slug: a letter, then letters, digits and single "
            "dashes, all in lower case",
            _suggestion(text) or "name it in lower case: `order-mailer`",
        )
    if text in DEPENDENCIES:
        raise ScaffoldError(
            f"the project name {shown} is the name of a package that projects install; a package "
            "manager refuses a project that depends on its own name",
            f"use another name: `{text}-app`",
        )
    if text in _PROJECT_RESERVED:
        raise ScaffoldError(
            f"the project name {shown} is a reserved word", f"use another name: `{text}-app`"
        )
    return text


def refuse_module_name(project: str) -> None:
    """Raise ScaffoldError for a Python project that is called like a standard module."""
    if project.replace("-", "_") in sys.stdlib_module_names:
        raise ScaffoldError(
            f"the project name {_shown(project)} is a module of Python's standard library",
            f"use another name: `{project}-app`",
        )


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """Return the choice that was probably meant, None when none is close."""
    by_lower = {choice.lower(): choice for choice in choices}
    from difflib import get_close_matches

    found = get_close_matches(word.lower(), by_lower, n=1, cutoff=0.6)
    return by_lower[found[0]] if found else None


def meant(word: str, choices: Iterable[str], otherwise: str) -> str:
    """Return the hint for a word that is no choice: the one that was meant, else what to do."""
    near = nearest(word, choices)
    return f"did you mean `{near}`?" if near else otherwise


def _shown(text: str) -> str:
    """The text on one line, short, and harmless in a terminal."""
    return f"`{shown(text[:40])}…`" if len(text) > 41 else f"`{shown(text)}`"


def _suggestion(text: str) -> str | None:
    """The hint for a name that is one only after cleaning; None for paths and shell text."""
    if not text.isascii() or any(char in text for char in "/\\;|&$`'\"<>(){}*~\n"):
        return None
    slug = "-".join(words(text))
    fits = re.fullmatch(_SLUG, slug) and slug not in _RESERVED | DEPENDENCIES
    return f"use `{slug}`" if fits else None
