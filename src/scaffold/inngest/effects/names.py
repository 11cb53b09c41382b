"""What a call is called, for the tables: its full name, and the chain that its file spells."""

from scaffold.code.attributes import Attributes, declared_type
from scaffold.code.inheritance import library_bases
from scaffold.code.links import callee
from scaffold.code.outline import Body, CallSite
from scaffold.code.values import argument
from scaffold.inngest.effects.catalogue import Catalogue, Entry, Kind, When, catalogue
from scaffold.inngest.facts import Call

_LONGEST = 30  # links of a chain, of which the last count


def known(call: Call) -> Catalogue:
    """Return the table for the language of a call."""
    return catalogue(call.site.outline.language)


def rows(call: Call, name: str | None = None) -> tuple[Entry, ...]:
    """Return what the tables say of the library that a call belongs to; the first counts most."""
    table, name = known(call), full_name(call) if name is None else name
    found = table.entries(name) if name else ()
    return found or table.client(words_of(call.site))


def row(call: Call, name: str | None = None) -> Entry | None:
    """Return the row that decides: the first whose condition this very call meets."""
    for each in rows(call, name):
        if each.when in ("", "last", "awaited") or (
            each.when == "bare" and not call.site.arguments and not call.site.keywords
        ):
            return each
    return None


def coroutine(call: Call) -> Entry | None:
    """Return why a call does nothing until somebody awaits what it gives."""
    return next((each for each in rows(call) if each.when == "coroutine"), None)


def _by_declared_type(call: Call) -> str:
    """The name of `http.get` where `http: httpx.Client` is declared."""
    origin, binding = call.origin, call.origin.binding
    if origin.kind not in ("param", "value") or binding is None or binding.path:
        return ""
    declared = declared_type(binding, call.function.links) if origin.attrs else None
    if declared is None or declared.kind != "import":
        return ""
    return f"{declared.name}().{'.'.join(origin.attrs)}"


def _by_own_field(call: Call) -> str:
    """The name of `this.db.prepare(sql).get(id)`, by what its class keeps in `this.db`."""
    links, origin, tail = call.function.links, call.origin, ""
    for _ in range(_LONGEST):
        if origin.site is None:
            break
        tail = "".join(("()", *(f".{attr}" for attr in origin.attrs), tail))
        origin = callee(origin.site, links)
    if not tail or origin.kind != "self" or len(origin.attrs) < 2:
        return ""
    held = Attributes(links).behind(origin).name
    return f"{held}{tail}" if held else ""


def _by_base_class(call: Call) -> str:
    """The name of `User.select().count`, by the class of a library that `User` is made from."""
    links, origin, tail = call.function.links, call.origin, ""
    for _ in range(_LONGEST):
        if origin.kind != "call" or origin.site is None:
            break
        tail = "".join(("()", *(f".{attr}" for attr in origin.attrs), tail))
        origin = callee(origin.site, links)
    if origin.kind != "class" or origin.target is None or not origin.attrs:
        return ""
    base = next(library_bases(origin.target, links), None)
    return f"{base.name}.{'.'.join(origin.attrs)}{tail}" if base is not None else ""


def full_name(call: Call) -> str:
    """Return the full name of what is called; `promisify(f)` is `f`."""
    if call.name != "util.promisify()" or call.origin.site is None:
        own = call.name or _by_own_field(call)
        return own or _by_base_class(call) or _by_declared_type(call)
    wrapped = argument(call.origin.site, 0, call.function.links)
    return wrapped.origin.name if wrapped is not None else ""


def says(site: CallSite, kind: Kind, when: When = "") -> Entry | None:
    """Return the row by which the method that is called says a kind, whatever it is called on."""
    return catalogue(site.outline.language).says(site.attrs[-1], kind, when) if site.attrs else None


def method_of(site: CallSite) -> str:
    """Return the last word of `a.b()`, nothing for `f()`."""
    return site.method


def _root(site: CallSite) -> str:
    """The first word of what is called, as the module that exports it calls it."""
    made = site.outline.source.made
    renamed: dict[str, str] | None = made.get("renamed")
    if renamed is None:
        imported = (each for each in site.outline.module.declared() if each.kind == "import")
        renamed = made["renamed"] = {
            each.name: each.imported
            for each in imported
            if each.imported not in ("*", "default", each.name)
        }
    return renamed.get(site.root or "", site.root or "")


def last_word(site: CallSite) -> str:
    """Return the last word of what is called, also where it is no method."""
    return site.method or _root(site)


def words_of(site: CallSite) -> list[str]:
    """Return the chain as it is written, a word each: `getDb()`, `users`, `find`."""
    parts: list[list[str]] = []
    at: CallSite | None = site
    while at is not None and len(parts) < _LONGEST:
        parts.append([part for part in (_root(at), *at.attrs) if part])
        at = at.receiver
    parts.reverse()
    for part in parts[:-1]:
        if part:
            part[-1] += "()"
    return [word for part in parts for word in part]


def chain_of(call: Call) -> str:
    """Return the full name when there is one, else the whole chain as it is written."""
    return call.name or ".".join(words_of(call.site))


def functions_given(site: CallSite) -> list[Body]:
    """Return the functions written as arguments of a call."""
    bodies = (site.outline.body(node) for node in site.arguments)
    return [body for body in bodies if body is not None]
