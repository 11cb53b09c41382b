"""JSON, YAML and TOML of anybody's making: what is read, and what is refused in which words."""

from collections.abc import Callable
from typing import Any

import pytest

from scaffold.disk.data_files import (
    DEEPEST,
    UnreadableDataError,
    read_json,
    read_json_with_comments,
    read_toml,
    read_yaml,
)

MEGABYTE = 1_000_000
_BOMB = b"a: &a [x, x, x, x, x, x, x, x, x, x]\n" + b"".join(
    b"%c: &%c [%s]\n" % (name + 1, name + 1, b", ".join([b"*%c" % name] * 10))
    for name in range(ord("a"), ord("j"))
)
_MERGED = b"a: &a { k: v }\n" + b"".join(
    b"%c: &%c { <<: [%s] }\n" % (name + 1, name + 1, b", ".join([b"*%c" % name] * 10))
    for name in range(ord("a"), ord("k"))
)


@pytest.mark.parametrize(
    ("read", "content", "value"),
    [
        (read_json, b'{ "a": [1, null] }', {"a": [1, None]}),
        (read_json, b"\xef\xbb\xbf{}", {}),
        (read_json, b'{ "a": 1, "a": 2 }', {"a": 2}),
        (read_json, b"[" * 90 + b"]" * 90, ...),
        (read_json, b"[" + b"[]," * MEGABYTE + b"[]]", ...),
        (
            read_json_with_comments,
            b'{ "a": "// no comment", /* yes */ "b": ["x,]",], }',
            {"a": "// no comment", "b": ["x,]"]},
        ),
        (read_json_with_comments, b'\xef\xbb\xbf{ "a": 1 // x\n}', {"a": 1}),
        (read_json_with_comments, b'{ "a": [1, // "x\n ] }', {"a": [1]}),
        (read_yaml, b"a: [1, x]\nb: &b { c: true }\nd: *b", ...),
        (read_yaml, b"", None),
        (read_toml, b'[a.b]\nc = "1.2.3"', {"a": {"b": {"c": "1.2.3"}}}),
    ],
)
def test_is_read(read: Callable[[bytes], Any], content: bytes, value: Any) -> None:
    found = read(content)
    assert value is ... or found == value


@pytest.mark.parametrize(
    ("read", "content", "why"),
    [
        (read_json, b"", "is not JSON: Expecting value (line 1)"),
        (read_json, b'{\n"a" 1}', "is not JSON: Expecting ':' delimiter (line 2)"),
        (read_json, b"{}\0", "is not JSON: Extra data (line 1)"),
        (read_json, b"\xff\xfe{\0}\0", "is not UTF-8 (byte 0)"),
        (read_json, b"[" * 100_000, f"is nested more than {DEEPEST} deep"),
        (read_json, b'{"a":' * 500 + b"1" + b"}" * 500, f"is nested more than {DEEPEST} deep"),
        (read_json, b"9" * 5_000, "is not read as JSON: Exceeds the limit"),
        (read_json, b" " * (10 * MEGABYTE + 1), "is larger than 10 MB"),
        (read_json_with_comments, b"/*" * MEGABYTE, "is not JSON"),
        (read_json_with_comments, b'"\\' * MEGABYTE, "is not JSON"),
        (read_json_with_comments, b', "a' * MEGABYTE, "is not JSON"),
        (read_json_with_comments, b"[" * 100_000 + b"1,", f"is nested more than {DEEPEST} deep"),
        (read_json_with_comments, b"// x\n{ a }", "is not JSON: Expecting value (line 1)"),
        (read_yaml, b"a: [", "is not valid YAML: did not find expected node content"),
        (read_yaml, b"a: 1\n---\nb: 2", "is not valid YAML: but found another document (line 2)"),
        (read_yaml, b"[" * 500 + b"]" * 500, f"is nested more than {DEEPEST} deep"),
        (read_yaml, b"- " * 100_000, "is not valid YAML: exceeded maximum nesting depth"),
        (read_yaml, b"&a [*a]", f"is nested more than {DEEPEST} deep"),
        (read_yaml, _BOMB, "stands for more than 100,000 values"),
        (read_yaml, _MERGED, "stands for more than 100,000 values"),
        (read_yaml, b"a: " + b"9" * 5_000, "holds a number that is too large"),
        (read_yaml, b"a: 1" + b":1" * 100_000, "holds a number that is too large"),
        (read_yaml, b"a: 2001-99-99", "holds a value that cannot be read; quote it"),
        (read_yaml, b'!!int ""', "holds a value that cannot be read; quote it"),
        (read_yaml, b"!!timestamp x", "holds a value that cannot be read; quote it"),
        (read_yaml, b"!!bool x", "holds a value that cannot be read; quote it"),
        (read_yaml, b"a\0b", "is not valid YAML"),
        (read_yaml, b"a: !!python/object/apply:os.getcwd []", "is not valid YAML"),
        (read_yaml, b"a" * (MEGABYTE + 1), "is larger than 1 MB"),
        (read_toml, b"a = ", "is not valid TOML: Invalid value"),
        (read_toml, b"a = " + b"[" * 100_000, f"is nested more than {DEEPEST} deep"),
        (read_toml, b"a = " + b"[" * 200 + b"]" * 200, f"is nested more than {DEEPEST} deep"),
        (read_toml, b"a." * 300_000 + b"b = 1", f"is nested more than {DEEPEST} deep"),
        (read_toml, b"a = " + b"9" * 5_000, "is not valid TOML: Exceeds the limit"),
    ],
)
def test_is_refused(read: Callable[[bytes], Any], content: bytes, why: str) -> None:
    with pytest.raises(UnreadableDataError) as refused:
        read(content)
    assert str(refused.value).startswith(why)
    assert "\n" not in str(refused.value)
