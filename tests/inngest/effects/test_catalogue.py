"""The table of what libraries do: how its patterns are read, and that every row can be reached."""

import re
from typing import get_args

import pytest

from scaffold.inngest.effects.catalogue import ANYTHING, Catalogue, Entry, Kind, When, catalogue

TABLE = Catalogue(
    (
        ("axios", "effect", "", ". {get,post} create().get", "docs"),
        ("axios", "setup", "", "create", "docs"),
        ("shop shop/cart", "effect", "", "**.{pay,refund} */read", "docs"),
        ("shop/cart", "pure", "", "sum**", "docs"),
        ("kit*", "log", "", "write", "docs"),
        ("*", "effect", "", "sendMail save^*", "docs"),
        ("*", "effect", "last", "**.query()**.{all,first}", "docs"),
    )
)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("axios", "effect"),
        ("axios.get", "effect"),
        ("axios.create", "setup"),
        ("axios.create().get", "effect"),
        ("axios.create().post", None),
        ("axios.gets", None),
        ("axiosx.get", None),
        ("shop.orders.pay", "effect"),
        ("shop.pay", "effect"),
        ("shop.repay", None),
        ("shop/cart.refund", "effect"),
        ("shop/cart.sum().total", "pure"),
        ("shop/cart.pay", "effect"),
        ("kit_one.write", "log"),
        ("kit_one.two.write", None),
        ("kit.write", "log"),
        ("ki.write", None),
        ("sendMail", None),
        ("", None),
    ],
)
def test_a_name_is_found_by_its_library(name: str, kind: Kind | None) -> None:
    found = TABLE.entries(name)
    assert (found[0].kind if found else None) == kind


@pytest.mark.parametrize(
    ("words", "when", "found"),
    [
        ("sendMail", "", True),
        ("sendMails", "", False),
        ("saveAll", "", True),
        ("saved", "", False),
        ("db.query().filter().all", "last", True),
        ("query().first", "last", True),
        ("db.requery().all", "last", False),
        ("sendMail", "last", False),
    ],
)
def test_words_alone_tell_on_any_receiver(words: str, when: When, found: bool) -> None:
    assert (TABLE.says(words, "effect", when) is not None) == found


def test_an_entry_says_whose_row_it_is() -> None:
    assert TABLE.entry("axios.create().get", "effect") == Entry("axios", "effect", "", "docs")
    assert TABLE.entry("axios.create().get", "pure") is None
    assert TABLE.libraries("log") == ("kit*",)


@pytest.mark.parametrize("language", ["typescript", "python"])
def test_rows_are_complete(language: str) -> None:
    rows = catalogue(language)._rows
    assert len(rows) > 40
    for libraries, kind, when, calls, source in rows:
        assert libraries.split(), calls
        assert kind in get_args(Kind), kind
        assert when in get_args(When), when
        assert calls.split(), libraries
        assert source, f"{libraries}: whose documentation says so"
        assert not re.search(r"[^\w$.()/*^{},@ -]", calls), calls
        for each in libraries.split():
            assert each == ANYTHING or "*" not in each[:-1], each


@pytest.mark.parametrize("language", ["typescript", "python"])
def test_no_row_hides_another(language: str) -> None:
    """Of one library, the first row that fits wins: what it says, a later one cannot change."""
    table = catalogue(language)
    for libraries, kind, when, calls, _ in table._rows:
        if ANYTHING in libraries.split():
            continue
        for library in libraries.split():
            for pattern in calls.split():
                if "*" in pattern or "^" in pattern or "{" in pattern or library[-1] == "*":
                    continue
                name = library if pattern == "." else f"{library}.{pattern}".replace(".(", "(")
                found = table.entries(name)
                assert (kind, when) in {(each.kind, each.when) for each in found}, name
                if not when:
                    assert next(each for each in found if not each.when).kind == kind, name
