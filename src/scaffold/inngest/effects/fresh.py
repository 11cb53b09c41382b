"""Which calls of a handler give a new value each time: clocks, random numbers, new ids."""

from collections.abc import Iterator

from scaffold.code.outline import Binding, CallSite
from scaffold.code.spans import holds
from scaffold.inngest.effects.catalogue import Entry, catalogue
from scaffold.inngest.effects.names import last_word, row
from scaffold.inngest.facts import Call, Function

_ANSWERS = frozenset({"boolean", "string", "number", "null"})


def fresh(call: Call) -> Entry | None:
    """Return why a call reads the clock, or makes a random value or a new id."""
    if call.tool or call.target is not None:
        return None
    entry = row(call) if call.name else None
    return entry if entry is not None and entry.kind in ("clock", "random") else None


def gives_new(site: CallSite, name: str) -> Entry | None:
    """Return why a call of this full name, in a handler or not, gives a new value each time."""
    for each in catalogue(site.outline.language).entries(name) if name else ():
        if not each.when or (each.when == "bare" and not site.arguments and not site.keywords):
            return each if each.kind in ("clock", "random") else None
    return None


def fresh_calls(function: Function) -> Iterator[Call]:
    """Yield the calls outside of steps that give a new value on each replay, helpers' too."""
    for call in function.calls:
        if call.step is None and fresh(call):
            yield call


def changes_given(site: CallSite) -> bool:
    """Return whether a list is put in another order, and read later: `random.shuffle(items)`."""
    given = site.args[0] if last_word(site) == "shuffle" and site.args else None
    binding = site.outline.binding(given) if given is not None else None
    return binding is not None and any(
        each.start > site.end for each in site.outline.references_to(binding)
    )


def is_read_nowhere(binding: Binding) -> bool:
    """Whether a variable of a function is only given values, and nobody looks at one."""
    outline = binding.outline
    is_written_to = any(each.attrs for each in outline.mutations_of(binding))
    is_local = binding.kind == "value" and binding.body.kind == "function"
    return is_local and not is_written_to and not outline.references_to(binding)


def decides_answer(site: CallSite) -> bool:
    """Return whether a helper says one thing or another by it: `if (end > now) return true; …`."""
    body = site.body
    statement = body.statement_at(site)
    is_asked = (
        statement is not None
        and statement.kind == "if"
        and any(
            each.test is not None and holds(each.test, site) and each.ends
            for each in statement.blocks
        )
    )
    is_said = all(each.kind in _ANSWERS for each in body.returned)
    return is_asked and is_said and len(body.returned) > 1 and not body.is_async
