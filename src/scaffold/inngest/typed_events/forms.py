"""The forms typed events are written in, and what is shared by reading and writing them."""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Literal, NamedTuple, Protocol

from scaffold.code.bindings import Origin
from scaffold.code.expressions import Entry, Expr
from scaffold.code.insertions import insert_statement
from scaffold.code.links import Links, callee
from scaffold.code.outline import CallSite, Outline
from scaffold.code.spans import Spanned
from scaffold.code.types import Declared, Property, Type, named_type, named_value
from scaffold.code.walk import outline
from scaffold.errors import ScaffoldError
from scaffold.inngest.typed_events.fields import Field
from scaffold.syntax.edits import Edit
from scaffold.syntax.exports import defined_at_top
from scaffold.syntax.files import Files
from scaffold.syntax.imports import imported_as, imports
from scaffold.syntax.lists import place_in_order
from scaffold.syntax.modules import Modules
from scaffold.syntax.source import Source

Form = Literal["event-type", "record", "schemas", "union", "pydantic"]


class EventDefinition(NamedTuple):
    """A typed event as its project declares it.

    `symbol` is what code imports, empty for the entries of a record or a union. `fields` are
    the fields whose types we have a word for, None when the shape is not to be seen; `complete`
    is false when a required field is missing from them.
    """

    name: str
    symbol: str
    path: str
    form: Form
    fields: tuple[Field, ...] | None = None
    complete: bool = True
    exported: bool = True


class NewEvent(NamedTuple):
    """An event that is yet to be declared; `symbol` is its own, where its form has one."""

    name: str
    symbol: str
    fields: tuple[Field, ...]


class EventModule(NamedTuple):
    """A file that takes new typed events.

    `container` names the type or the record that holds the entries, or the Python base class;
    empty for `eventType` constants and for a type written inside the client's call.
    """

    path: str
    form: Form
    container: str
    names: tuple[str, ...]


class Container(NamedTuple):
    """What holds the events of a client; `symbol` is empty inside a call.

    The form is `union` for everything that is not a record written out.
    """

    holder: Expr | Type
    form: Form
    symbol: str


class FoundEvent(NamedTuple):
    """A definition and where it stands.

    `container` is what it is an entry or a member of; `is_statement` says that a statement at the
    top of its file is about nothing else.
    """

    definition: EventDefinition
    source: Source
    place: Spanned
    container: Container | None = None
    is_statement: bool = False


Shape = tuple[tuple[Field, ...] | None, bool]
UNSEEN: Shape = (None, False)


class Project(Links, Protocol):
    """A project as a `Codebase` gives it."""

    @property
    def files(self) -> Files: ...

    @property
    def modules(self) -> Modules: ...


class Reader:
    """Reads the files of a project as they are now, and follows names between them."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.files = project.files
        self.modules = project.modules

    def source(self, path: str) -> Source | None:
        """Return a file parsed, None when it cannot be read."""
        return self.modules.source(path)

    def sites(self, source: Source) -> Iterator[tuple[CallSite, Origin]]:
        """Yield every call of a file in order, and what it calls."""
        for site in outline(source).sites():
            yield site, callee(site, self.project)

    def declared(self, named: Expr | Type) -> Declared | None:
        """Return the value or the type behind a name, here or in the module it comes from."""
        find = named_value if isinstance(named, Expr) else named_type
        return self.declared_in(named.source, named.text, find)

    def declared_in(
        self, source: Source, name: str, find: Callable[[Outline, str], Declared | None]
    ) -> Declared | None:
        """Return what `named_type` or `named_value` finds behind a name that a file can use."""
        found = find(outline(source), name)
        bound = next(iter(imported_as(source, name)), None) if found is None else None
        origin = self.modules.origin(source.path, bound.module, bound.name) if bound else None
        elsewhere = self.modules.source(origin[0]) if origin is not None else None
        if origin is None or elsewhere is None:
            return found
        return find(outline(elsewhere), origin[1])


def pairs(holder: Expr | Type) -> Iterator[tuple[str, Entry | Property, Expr | Type]]:
    """Yield name, member and value (or type) of each plain member of an object or object type."""
    members = holder.entries if isinstance(holder, Expr) else holder.properties
    for member in members:
        plain = isinstance(member, Property) or member.kind == "pair"
        if plain and member.key is not None and member.value is not None:
            yield member.key, member, member.value


def refuse_unread(source: Source, act: str) -> None:
    """Raise ScaffoldError when a file is not read in full, which makes every edit a guess."""
    if source.has_error:
        where = f"`{source.path}:{source.unread_line}`"
        raise ScaffoldError(
            f"cannot {act}: {where}: the file could not be read in full there",
            f"if that line is wrong, correct it; else {act} yourself; then run this again",
        )


def insert_definition(
    source: Source, siblings: Sequence[FoundEvent], event: NewEvent, text: str
) -> list[Edit]:
    """Return the edits that add a statement where the order has it: of names, else of symbols."""
    keyed = [(each.definition.name, each.place) for each in siblings]
    if keyed and place_in_order([key for key, _ in keyed], "") == len(keyed):
        by_symbol = [(each.definition.symbol, each.place) for each in siblings]
        return insert_statement(source, by_symbol, event.symbol, text)
    return insert_statement(source, keyed, event.name, text)


def bound_names(source: Source) -> Collection[str]:
    """Return every name that is bound at the top level of a file."""
    return {imported.local for imported in imports(source)} | set(defined_at_top(source))
