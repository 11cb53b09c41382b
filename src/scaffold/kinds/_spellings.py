"""What providers of webhooks call what an event needs: read from `spellings.toml`, asked for."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple


class Spelling(NamedTuple):
    """What a provider tells with some of its types, and what it calls our fields there."""

    types: tuple[str, ...]
    """How these types begin."""
    about: str
    """What they are about, for a sentence: `Stripe's PaymentIntent`."""
    body: Mapping[str, object]
    """Such a thing as the provider sends it, cut down; with every name that `names` says first."""
    names: Mapping[str, str] = {}
    """By our name in snake case: paths in it, the better first; `?` marks what may be null."""


@cache
def spellings(provider: str) -> tuple[Spelling, ...]:
    """Return what a provider calls our fields; the first that holds of a type counts."""
    said = _providers().get(provider, {})
    return tuple(each for about in said.get("about", ()) for each in _read(about, said))


@cache
def _providers() -> dict[str, Any]:
    import tomllib  # rules know the kinds, and a check reads none of this
    from importlib import resources

    return tomllib.loads((resources.files(__package__) / "spellings.toml").read_text("utf-8"))


def _read(about: Mapping[str, Any], said: Mapping[str, Any]) -> Iterator[Spelling]:
    """Yield what is said apart, then what holds of the other types."""
    always = said.get("always", {})
    for types, apart in {**about.get("apart", {}), about.get("types", ""): {}}.items():
        body, names = dict(about.get("body", {})), _by_our_name(about)
        for path, ours in apart.get("names", {}).items():
            if not ours:
                del body[path]
                names = {name: paths for name, paths in names.items() if paths != path}
        yield Spelling(
            tuple(types.split()) or ("",),
            apart.get("about", about["about"]),
            {**body, **apart.get("body", {}), **always.get("body", {})},
            {**names, **_by_our_name(apart), **_by_our_name(always)},
        )


def _by_our_name(said: Mapping[str, Any]) -> dict[str, str]:
    return {name: path for path, ours in said.get("names", {}).items() for name in ours.split()}
