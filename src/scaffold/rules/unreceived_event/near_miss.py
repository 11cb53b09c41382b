"""Which of two names is probably the other one, misspelled."""

import re
from collections.abc import Iterable, Iterator

from scaffold.syntax.regexes import regex

_SEPARATOR = regex(r"[\s._\-/:]+")
_HUMP = regex(r"(?<=[a-z0-9])(?=[A-Z])")


class NearMisses:
    """Names, and which of them another name was probably meant to be.

    They are kept by what a near miss leaves as it is, so that a thousand unknown names are not
    each compared with a thousand known ones.
    """

    def __init__(self, known: Iterable[str]) -> None:
        self._alike: dict[object, set[str]] = {}
        self._one_word_off: dict[object, dict[str, set[str]]] = {}
        for name in known:
            for key in _keys(name):
                self._alike.setdefault(key, set()).add(name)
            for key in _gaps(name):
                without_digits = self._one_word_off.setdefault(key, {})
                without_digits.setdefault(_undigited(name), set()).add(name)

    def of(self, name: str) -> str | None:
        """Return the known name that this one was probably meant to be."""
        others: set[str] = set()
        for key in _keys(name):
            others |= self._alike.get(key, set())
        for key in _gaps(name):
            for undigited, names in self._one_word_off.get(key, {}).items():
                if undigited != _undigited(name):
                    others |= names
        near = [(_distance(name, other), other) for other in others]
        return min(((far, other) for far, other in near if far is not None), default=(0, None))[1]


def _keys(name: str) -> Iterator[object]:
    words = _words(name)
    yield "".join(words)
    yield tuple(_singular(word) for word in words)


def _gaps(name: str) -> Iterator[object]:
    """What is left of a name without one of its words, but for that word's first letter."""
    words = _words(name)
    for at, word in enumerate(words):
        yield at, word[0], *words[:at], "", *words[at + 1 :]


def _distance(name: str, other: str) -> int | None:
    if name == other:
        return None
    ours, theirs = _words(name), _words(other)
    if ours == theirs:
        return 0
    if _undigited(name) == _undigited(other):
        return None  # `step-1` and `step-2` are meant to differ
    if [_singular(word) for word in ours] == [_singular(word) for word in theirs]:
        return 1
    if len(ours) != len(theirs):
        joined, whole = "".join(ours), "".join(theirs)
        return 1 if joined == whole else None
    different = [(a, b) for a, b in zip(ours, theirs, strict=True) if a != b]
    if len(different) != 1:
        return None
    a, b = different[0]
    if min(len(a), len(b)) < 4 or a[0] != b[0]:
        return None
    edits = _edits(a, b)
    if edits == 1:
        return 2
    # `payed` and `paid`; longer words may differ in two letters.
    return 3 if edits == 2 and (_tense(a) == _tense(b) or min(len(a), len(b)) > 7) else None


def _words(name: str) -> list[str]:
    return [word.lower() for word in _SEPARATOR.split(_HUMP.sub("-", name)) if word]


def _undigited(name: str) -> str:
    return re.sub(r"\d", "", name)


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("es") and word[:-2].endswith(("s", "x", "ch", "sh")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and len(word) > 3 else word


def _tense(word: str) -> str:
    return re.sub(r"(y|i)?e?d$", "", word)


def _edits(a: str, b: str) -> int:
    """Insertions, deletions, replacements and swaps of neighbours between two words."""
    rows = [list(range(len(b) + 1))]
    for i, left in enumerate(a, 1):
        row = [i]
        for j, right in enumerate(b, 1):
            best = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (left != right))
            if i > 1 and j > 1 and left == b[j - 2] and a[i - 2] == right:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]
