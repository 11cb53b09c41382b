"""The forms that people give IDs and names, and the one that a repository keeps to."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from scaffold.rules._rule import Diagnostic
from scaffold.syntax.regexes import regex

# The word of a single case alone says nothing: it is in most of these forms.
_PLAIN = regex(r"[a-z0-9]*")
_FORMS = {
    "kebab-case": regex(r"[a-z0-9]+(-[a-z0-9]+)+"),
    "snake_case": regex(r"[a-z0-9]+(_[a-z0-9]+)+"),
    "camelCase": regex(r"[a-z][a-z0-9]*([A-Z][A-Za-z0-9]*)+"),
    "PascalCase": regex(r"([A-Z][A-Za-z0-9]*)+"),
    "UPPER_CASE": regex(r"[A-Z0-9]{2,}(_[A-Z0-9]+)+"),
    "dotted.words": regex(r"[\w-]+(\.[\w-]+)+"),
    "colon:words": regex(r"[\w.-]+(:[\w.-]+)+"),
    "words/with/slashes": regex(r"[\w.-]+(/[\w.:-]+)+"),
    "words with spaces": regex(r"\S+( \S+)+"),
}
_FEWEST = 3
_MOST_OF_THEM = 0.8
_MISNAMED = regex(r"(?P<what>the [A-Za-z ]+ `(?P<text>.*)`) is not (?:in|of the form) ", re.DOTALL)


def convention(texts: Iterable[str]) -> str | None:
    """Return the form that nearly all of some names are in, None where there is none."""
    forms = Counter(form for text in texts if (form := form_of(text)) is not None)
    if not forms:
        return None
    form, number = forms.most_common(1)[0]
    return form if number >= max(_FEWEST, _MOST_OF_THEM * forms.total()) else None


def form_of(text: str) -> str | None:
    """Return the form of a name; None for a single word, and empty for a mixture."""
    if _PLAIN.fullmatch(text):
        return None
    return next((name for name, form in _FORMS.items() if form.fullmatch(text)), "")


def by_own_convention(
    found: Iterable[Diagnostic], texts: Iterable[str], hint: str
) -> Iterator[Diagnostic]:
    """Yield what is left of reports of misnamed things where names of one's own form are right.

    `texts` are all names of the kind. What was deployed stays, so `hint` stands for theirs.
    """
    own = convention(texts)
    for each in found:
        named = _MISNAMED.match(each.message)
        if named is None or (own and form_of(named["text"]) == own):
            continue
        message = each.message
        if own:
            message = f"{named['what']} is not in {own}, as the others of this repository are"
        yield each._replace(message=message, hint=hint)
