"""What a kind declares: all that is particular to one shape of function, as data.

The options, questions and checks of the commands, what templates are told, the files for agents
and the docs are made from it. No code outside `kinds/` names a kind.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal, NamedTuple

from scaffold.kinds._retries import Retries
from scaffold.kinds._spellings import Spelling, spellings
from scaffold.names import Language

if TYPE_CHECKING:
    from scaffold.stacks import Role

# What an option takes; `functions/values.py` reads each.
Value = Literal[
    "event", "cron", "duration", "choice", "type", "fields", "count", "limit", "rate", "id"
]


class Asked(NamedTuple):
    """One function as somebody asks for it: a name, and the options of `add-function` by name."""

    name: str
    options: Mapping[str, str | int] = {}

    def text(self, option: str) -> str | None:
        """Return what an option was given, None when it was not."""
        value = self.options.get(option)
        return None if value is None else str(value)

    def having(self, **options: str | int) -> "Asked":
        """Return the same with further options."""
        return self._replace(options={**self.options, **options})


class Variable(NamedTuple):
    """A variable of the environment that functions of a kind read."""

    name: str
    use: str
    """What it is for, in a sentence."""
    local: str
    """What it is in development."""


class Package(NamedTuple):
    """A package that generated files import, with the versions that they were tried with."""

    name: str
    versions: str
    use: str
    """What it does there."""


class Choice(NamedTuple):
    """One of the few values of an option."""

    name: str
    word: str
    """What names made from it begin with."""
    happened: str
    """The event that comes from it, where nobody says what happened."""
    fields: str
    """The data of that event, as `--data` would say it."""
    is_named: bool = True
    """Whether a route says in its name that this calls it."""
    variables: tuple[Variable, ...] = ()
    packages: Mapping[Language, tuple[Package, ...]] = {}
    """By language: what the files made for it import."""
    own: str = ""
    """Where in the body the values are that we gave it: `metadata`; beside its own, when empty."""
    is_text: bool = False
    """Whether those are text, whatever they stand for."""
    told: str = ""
    """How `{fields}` get there that it has no name for, where `{about}` is the body's subject."""
    always: tuple[str, ...] = ()
    """What every delivery has, whatever it is about."""

    @property
    def spellings(self) -> tuple[Spelling, ...]:
        """What it calls our fields; the first that holds of a type counts."""
        return spellings(self.name)


class Option(NamedTuple):
    """An option of `add-function`: its flag, what it takes, and how a person is asked for it."""

    name: str
    value: Value
    metavar: str
    help: str
    question: str = ""
    """How a person is asked for it; never, when empty."""
    default: str = ""
    """What holds, and is offered to a person, where nothing is given."""
    choices: tuple[Choice, ...] = ()
    noun: str = ""
    """What one of the choices is called in messages."""
    variable: str = ""
    """What templates call its value; the option's name, when empty."""
    idle: str = ""
    """What is amiss with it where the first option of its kind is not given."""

    @property
    def flag(self) -> str:
        """The option as it is typed: `--wait-for`."""
        return f"--{self.name.replace('_', '-')}"

    @property
    def usage(self) -> str:
        """The option with what it takes: `--wait-for EVENT`."""
        return f"{self.flag} {self.metavar}"


class Start(NamedTuple):
    """How the first option of a kind starts a function."""

    words: str
    """What starts it, for a question: `an event`."""
    trigger: Literal["event", "cron"]
    """What the SDK knows it as."""
    to_try: str
    """How to see it run; `{trigger}` is the event or schedule, `{words}` the schedule in words."""
    tested: str = ""
    """What the test shows of that, where the repository has tests."""
    alone: str = ""
    """Why no other shape and no `--data` go with it; they do, when empty."""
    instead: str = ""
    """What to do then."""


class Event(NamedTuple):
    """An event that the functions of a kind deal with."""

    variable: str
    """What templates call it."""
    name: str
    """A pattern: options by their names, `{happened}` for what somebody says has happened."""
    fields: Literal["data", "item_data", "answer"]
    """The option that gives them; an answer's also tell it from the answers to other questions."""
    not_the_start: str = ""
    """What would happen if this event started the function too."""


class Looks(NamedTuple):
    """What an existing function of a kind looks like: all that is said here holds of it."""

    trigger: Literal["event", "cron"] | None = None
    step: str | None = None
    """It has a step made with this method of the SDK: `waitForEvent`."""
    many: bool = False
    """That step sends more than one event."""
    route: bool = False
    """A route was made with it, and sends the event that starts it."""


class Kind(NamedTuple):
    """A shape of function: its templates are in `templates/functions/<name>/`."""

    name: str
    order: int
    """Its place wherever kinds are listed."""
    title: str
    """What its section in files for agents is called."""
    summary: str
    retries: Retries
    """Unless asked otherwise, of the function that does the work."""
    options: "tuple[Option, ...]"
    """The first asks for the kind; the others go with it."""
    roles: "tuple[Role, ...]"
    """The files it is made of, by template name."""
    looks: Looks
    sample: Asked
    """The function that `new` adds when the kind is chosen."""
    start: Start | None = None
    """None for a shape: what starts it is an option of another kind."""
    events: tuple[Event, ...] = ()
    choice: str = ""
    """How `new` describes it in its question; every project has it, when empty."""
    brings: tuple[str, ...] = ()
    """Other kinds that files for agents explain where this one is in use."""
    takes: tuple[str, ...] = ()
    """Options of other kinds that say something to this one too."""
    without: tuple[str, ...] = ()
    """Options that other kinds share, and that say nothing to this one."""
    variables: tuple[Variable, ...] = ()
    """What its functions read of the environment."""
    rules: tuple[str, ...] = ()
    """The rules that it is an example of keeping."""

    @property
    def mark(self) -> Option:
        """The option that asks for it."""
        return self.options[0]

    def chosen(self, asked: Asked) -> Choice | None:
        """Return what was chosen of the few values of its first option, if it has such."""
        wanted = asked.text(self.mark.name)
        return next((each for each in self.mark.choices if each.name == wanted), None)

    def event_name(self, event: Event, asked: Asked) -> str:
        """Return the name of an event of its, for one function."""
        choice = self.chosen(asked)
        kind = asked.text("on")
        happened = asked.text("event")
        if happened is None and choice is not None:
            happened = f"{choice.word}/{kind.strip('/').lower()}" if kind else choice.happened
        return event.name.format(**{**asked.options, "happened": happened})


RETRIES = Option(
    "retries", "count", "N", "Retry each step of the function that does the work 0 to 20 times."
)
THROTTLE = Option(
    "throttle", "rate", "N/TIME", "Limit how many runs of that function start in a time: 20/1s."
)
CONCURRENCY = Option(
    "concurrency", "limit", "N", "Limit how many steps of that function execute at once."
)
ID = Option("id", "id", "ID", "Use this function ID, and not the name.")
DATA = Option(
    "data",
    "fields",
    "FIELDS",
    "Give its event these fields: 'id:str,note:str?,tags:str[]'.",
    question="Which data does `{event}` carry?",
    default="id:str",
)
FOLLOW_UP = Option(
    "follow_up", "duration", "TIME", "Sleep for this time after the work, then follow it up: 1d."
)
# What every function takes, whatever its kind, where the kind does not say otherwise.
SHARED = (DATA, FOLLOW_UP, RETRIES, THROTTLE, CONCURRENCY, ID)
