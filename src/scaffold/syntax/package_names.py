"""The package that a specifier names, whatever registry or CDN it is written for."""

from typing import NamedTuple

from scaffold.syntax.regexes import regex

# Where each kind of specifier has the package: `npm:inngest@4/next`, `https://esm.sh/inngest`.
_PLACES = tuple(
    regex(pattern)
    for pattern in (
        r"(?:npm|jsr):/*",
        r"https?://(?:esm\.sh|cdn\.esm\.sh)/(?:(?:v\d+|stable)/)?(?:jsr/)?\*?(?!gh/|pr/)",
        r"https?://(?:esm\.run|unpkg\.com|cdn\.pika\.dev)/",
        r"https?://cdn\.jsdelivr\.net/npm/",
        r"https?://cdn\.skypack\.dev/(?:-/|pin/)?",
        r"https?://(?:ga\.|dev\.)?jspm\.(?:io|dev)/(?:npm:)?",
    )
)
_NAME = regex(
    r"(?P<name>(?:@[\w.~-]+/)?[A-Za-z0-9][\w.~-]*)(?P<version>@[^/?#]*)?(?P<entry>/[^?#]*)?"
    r"(?:[?#].*)?"
)
_MADE_BY_A_CDN = regex(r"/(?:\+esm|(?:es\d+|esnext|deno|node)/[^/]+\.mjs)$")
_SUFFIX = regex(r"\.[cm]?js$")
# Aliases of a project's own files look like scopes: `@/lib`, `~/lib`, `#lib`, `$lib`.
_PLAIN = regex(r"(?:@[\w.~-]+/)?[A-Za-z0-9][\w.~-]*(?:@|/|$)")


class PackageName(NamedTuple):
    """A package and what is imported of it.

    `version` is what the specifier asks for, empty when it asks for none; `entry` is empty for the
    package itself.
    """

    name: str
    version: str = ""
    entry: str = ""


def package_name(specifier: str) -> PackageName | None:
    """Return the package that a TypeScript specifier names; None for a file, a URL or an alias."""
    places = _PLACES if ":" in specifier else ()
    place = next((found for one in places if (found := one.match(specifier))), None)
    if place is None and not _PLAIN.match(specifier):
        return None
    found = _NAME.fullmatch(specifier, place.end() if place is not None else 0)
    if found is None:
        return None
    entry = (found["entry"] or "").strip("/")
    if place is not None:
        entry = _SUFFIX.sub("", _MADE_BY_A_CDN.sub("", f"/{entry}")).strip("/")
    return PackageName(found["name"], (found["version"] or "")[1:], entry)


def as_installed(specifier: str) -> str:
    """Return a specifier as a program with that package installed writes it.

    `npm:inngest@4/next` and `https://esm.sh/inngest@4/next?target=deno` are `inngest/next`; what
    names no package stays as it is, and so does what names one plainly.
    """
    if ":" not in specifier and "@" not in specifier[1:]:
        return specifier
    found = package_name(specifier)
    if found is None:
        return specifier
    return f"{found.name}/{found.entry}" if found.entry else found.name
