"""Expressions that are compiled late are right all the same."""

import gc
import importlib
import pkgutil
import re

import scaffold
from scaffold.syntax.regexes import _Regex, regex


def test_it_is_asked_like_a_compiled_one() -> None:
    word = regex(r"(?P<first>\w)\w*", re.ASCII)
    match = word.fullmatch("ete")
    assert match is not None
    assert match["first"] == "e"
    assert word.sub("x", "a b") == "x x"
    assert [each.start() for each in word.finditer("a bc")] == [0, 2]
    assert word.pattern == r"(?P<first>\w)\w*"
    assert word.flags & re.ASCII


def test_it_reads_bytes_too() -> None:
    assert regex(rb"a+").search(b"baa") is not None
    assert regex(rb"A", re.IGNORECASE).search(b"a") is not None


def test_every_one_compiles() -> None:
    for module in pkgutil.walk_packages(scaffold.__path__, "scaffold."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    gc.unfreeze()  # what was imported before the first test is hidden from the next line
    found = [each for each in gc.get_objects() if isinstance(each, _Regex)]
    gc.freeze()
    assert len(found) > 100
    for each in found:
        assert isinstance(each.pattern, str | bytes)
