"""What a class extends, however that is written, in both languages."""

import pytest

from scaffold.code.classes import fields_of
from scaffold.code.inheritance import bases, member, with_bases
from scaffold.inngest.codebase import Codebase
from tests.support.sources import present

PYTHON = """
from base import Base
import shared

class Plain(Base):
    a: str = "a"

class Generic(Base[Order], metaclass=Meta):
    b: str

class Wrapped((Plain)):
    c: str

class Outside(shared.Event, make_base()):
    d: str

class Nothing:
    pass
"""
TYPESCRIPT = """
import { Base } from "./base";
class Plain extends Base { a = "a"; }
class Generic extends Base<Order> implements Sent { b = "b"; }
class Wrapped extends (Plain) { c = "c"; }
class Outside extends shared.Event { d = "d"; }
class Nothing {}
"""
FILES = present(
    {
        "a.py": PYTHON.encode(),
        "base.py": b"class Base:\n    of_base: str\n    def to_event(self): ...\n",
        "a.ts": TYPESCRIPT.encode(),
        "base.ts": b"export class Base { of_base = 1; toEvent() {} }\n",
    }
)


@pytest.mark.parametrize("path", ["a.py", "a.ts"])
@pytest.mark.parametrize(
    ("name", "extended", "all_of_them"),
    [
        ("Plain", ["Base"], ["Plain", "Base"]),
        ("Generic", ["Base"], ["Generic", "Base"]),
        ("Wrapped", ["Plain"], ["Wrapped", "Plain", "Base"]),
        ("Outside", ["shared.Event"], ["Outside"]),
        ("Nothing", [], ["Nothing"]),
    ],
)
def test_what_a_class_extends(
    path: str, name: str, extended: list[str], all_of_them: list[str]
) -> None:
    project = Codebase(FILES)
    outline = project.outline(path)
    assert outline is not None
    owner = next(each for each in outline.bodies if each.kind == "class" and each.name == name)
    assert [each.dotted for each in bases(owner) if each.dotted] == extended
    assert [each.name for each in with_bases(owner, project)] == all_of_them
    if "Base" in all_of_them:
        assert fields_of(owner, project)[0] == "of_base"
        method = "to_event" if path == "a.py" else "toEvent"
        assert member(owner, method, project) is not None
