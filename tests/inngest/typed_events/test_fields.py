"""The fields of `--data`, and each type in each language."""

import pytest

from scaffold.errors import ScaffoldError
from scaffold.inngest.typed_events.fields import Field, in_language, key_field, parse_fields


def test_grammar() -> None:
    assert parse_fields("orderId:str, total:float,note:str?,tags:str[],ids:int[]?") == (
        Field("orderId", "str"),
        Field("total", "float"),
        Field("note", "str", optional=True),
        Field("tags", "str", list=True),
        Field("ids", "int", optional=True, list=True),
    )


@pytest.mark.parametrize(
    ("name", "typescript", "python"),
    [
        ("orderId", "orderId", "order_id"),
        ("order_id", "orderId", "order_id"),
        ("OrderID", "orderId", "order_id"),
        ("id", "id", "id"),
        ("line2", "line2", "line2"),
        ("type", "type", "type"),
        ("name", "name", "name"),
    ],
)
def test_names_follow_the_language(name: str, typescript: str, python: str) -> None:
    (field,) = parse_fields(f"{name}:str")
    assert field.in_language("typescript").name == typescript
    assert field.in_language("python").name == python
    assert in_language([field], "python")[0].type == "str"


@pytest.mark.parametrize(
    ("text", "zod", "zod_3", "typescript", "python"),
    [
        ("a:str", "z.string()", "z.string()", "string", "str"),
        ("a:int", "z.int()", "z.number().int()", "number", "int"),
        ("a:float", "z.number()", "z.number()", "number", "float"),
        ("a:bool", "z.boolean()", "z.boolean()", "boolean", "bool"),
        (
            "a:datetime",
            "z.iso.datetime({ offset: true })",
            "z.string().datetime({ offset: true })",
            "string",
            "AwareDatetime",
        ),
        (
            "a:str?",
            "z.string().optional()",
            "z.string().optional()",
            "string",
            "str | None = None",
        ),
        ("a:int[]", "z.array(z.int())", "z.array(z.number().int())", "number[]", "list[int]"),
        (
            "a:bool[]?",
            "z.array(z.boolean()).optional()",
            "z.array(z.boolean()).optional()",
            "boolean[]",
            "list[bool] | None = None",
        ),
    ],
)
def test_types(text: str, zod: str, zod_3: str, typescript: str, python: str) -> None:
    (field,) = parse_fields(text)
    assert (field.zod, field.zod_3, field.typescript, field.python) == (
        zod,
        zod_3,
        typescript,
        python,
    )


@pytest.mark.parametrize(
    ("text", "why", "hint"),
    [
        ("", "empty", "orderId:str"),
        ("id", "has no type", "orderId:str"),
        ("id:str,", "empty field", ""),
        ("id:str,,a:str", "empty field", ""),
        ("id:", "not a type", "`datetime`"),
        ("id:string", "not a type", "did you mean `str`?"),
        ("id:integer", "not a type", "did you mean `int`?"),
        ("id:number", "not a type", "did you mean `float`?"),
        ("id:date", "not a type", "did you mean `datetime`?"),
        ("id:Str", "not a type", "did you mean `str`?"),
        ("id:str??", "not a type", "then `?`"),
        ("id:str?[]", "not a type", "then `[]`"),
        ("id:str[][]", "not a type", ""),
        ("id:str = 'x'", "not a type", ""),
        ("id:str;rm", "not a type", ""),
        (":str", "not a field name", ""),
        ("2x:str", "not a field name", ""),
        ("a-b-:str", "not a field name", ""),
        ("_x:str", "not a field name", ""),
        ("é:str", "not a field name", ""),
        ("a b:str", "not a field name", ""),
        ('a":str', "not a field name", ""),
        ("x" * 41 + ":str", "not a field name", ""),
        ("class:str", "reserved", "classValue"),
        ("from:str", "reserved", ""),
        ("event_name:str", "reserved", ""),
        ("eventName:str", "reserved", ""),
        ("modelConfig:str", "reserved", ""),
        ("list:str[]", "reserved", ""),
        ("str:str", "reserved", ""),
        ("a:str,a:int", "twice", ""),
        ("orderId:str,order_id:str", "twice", ""),
    ],
)
def test_refused(text: str, why: str, hint: str) -> None:
    with pytest.raises(ScaffoldError) as refusal:
        parse_fields(text)
    assert why in refusal.value.message
    assert hint in refusal.value.hint


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("total:float,id:str", "id"),
        ("note:str?,tags:str[],userId:str,email:str", "userId"),
        ("total:float,tags:str[]", None),
    ],
)
def test_key_field(text: str, key: str | None) -> None:
    found = key_field(parse_fields(text))
    assert (found.name if found else None) == key
