"""What counts as a unit of a package, and what does not."""

import sys
from pathlib import Path

import pytest

from scaffold.units import discover, unit_names, unit_source

PACKAGE = "package_of_units"
FILES = {
    "__init__.py": "ABOUT = 'units'\n",
    "one.py": "NAME = 'one'\n",
    "two/__init__.py": "from package_of_units.two.part import NAME\n",
    "two/part.py": "NAME = 'two'\n",
    "_private.py": "raise AssertionError\n",
    "_hidden/__init__.py": "raise AssertionError\n",
    "data/notes.txt": "",
    "notes.md": "",
}


@pytest.fixture(autouse=True)
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path, text in FILES.items():
        (tmp_path / PACKAGE / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / PACKAGE / path).write_text(text)
    monkeypatch.syspath_prepend(tmp_path)
    for name in [name for name in sys.modules if name.split(".")[0] == PACKAGE]:
        monkeypatch.delitem(sys.modules, name)


def test_a_unit_is_a_module_or_a_package() -> None:
    assert unit_names(PACKAGE) == ("one", "two")
    assert not {f"{PACKAGE}.one", f"{PACKAGE}.two"} & sys.modules.keys(), "none is imported"
    assert {name: unit.NAME for name, unit in discover(PACKAGE).items()} == {
        "one": "one",
        "two": "two",
    }


def test_the_source_of_a_package_is_what_it_says_it_is() -> None:
    assert unit_source(PACKAGE, "one") == FILES["one.py"].encode()
    assert unit_source(PACKAGE, "two") == FILES["two/__init__.py"].encode()
    with pytest.raises(ModuleNotFoundError, match=rf"no module named {PACKAGE}\.data"):
        unit_source(PACKAGE, "data")
