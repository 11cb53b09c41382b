"""A wrong event name or payload is a compile error wherever the SDK can check it."""

import re
from pathlib import Path

from .answers import KINDS, Answers
from .processes import run
from .workshop import TYPE_CHECK, Workshop

_V4_IMPORTS = (
    'import { userCreated } from "@/lib/events";\nimport { inngest } from "@/lib/inngest";\n'
)
_V3_IMPORTS = 'import { inngest } from "@/lib/inngest";\n'
_OK = '{ userId: "u1", email: "a@example.com" }'

# Name of the case: the code after the imports, and the error expected, if any.
_V4 = {
    "valid-create": (f"void inngest.send(userCreated.create({_OK}));", None),
    "valid-id": (f'void inngest.send(userCreated.create({_OK}, {{ id: "a" }}));', None),
    "wrong-type": ('userCreated.create({ userId: 1, email: "a@example.com" });', "TS2322"),
    "missing-field": ('userCreated.create({ userId: "u1" });', "TS2345"),
    "unknown-field": (
        'userCreated.create({ userId: "u1", email: "a@example.com", extra: 1 });',
        "TS2353",
    ),
    "idempotency-key": (f'userCreated.create({_OK}, {{ idempotencyKey: "a" }});', "TS2353"),
    "wrong-name": (
        'import { userCreatd } from "@/lib/events";\nvoid userCreatd;',
        "TS2724",
    ),
    "valid-function": (
        'inngest.createFunction({ id: "f", triggers: [userCreated] }, '
        "({ event }): string => event.data.userId);",
        None,
    ),
    "wrong-field-in-function": (
        'inngest.createFunction({ id: "f", triggers: [userCreated] }, '
        "({ event }) => event.data.userName);",
        "TS2339",
    ),
}
_V3 = {
    "valid-send": (f'void inngest.send({{ name: "user/created", data: {_OK} }});', None),
    "wrong-name": (f'void inngest.send({{ name: "user/creatd", data: {_OK} }});', "TS2322"),
    "wrong-type": (
        'void inngest.send({ name: "user/created", data: { userId: 1, email: "a" } });',
        "TS2345",
    ),
    "missing-field": (
        'void inngest.send({ name: "user/created", data: { userId: "u1" } });',
        "TS2345",
    ),
    "valid-function": (
        'inngest.createFunction({ id: "f" }, { event: "user/created" }, '
        "({ event }): string => event.data.userId);",
        None,
    ),
    "wrong-trigger": (
        'inngest.createFunction({ id: "f" }, { event: "user/creatd" }, () => 1);',
        "TS2322",
    ),
    "wrong-field-in-function": (
        'inngest.createFunction({ id: "f" }, { event: "user/created" }, '
        "({ event }) => event.data.userName);",
        "TS2339",
    ),
}


_BY_SDK = {"4": (_V4_IMPORTS, _V4), "3": (_V3_IMPORTS, _V3)}
_ERROR = re.compile(r"^\S*v(\d)/typed/([\w-]+)\.ts\(\d+,\d+\): error (TS\d+)", re.MULTILINE)


def _project(workshop: Workshop, sdk: str, project: Path) -> Path:
    workshop.copy(workshop.npm_installed(Answers(sdk=sdk, kinds=KINDS)), project)
    imports, cases = _BY_SDK[sdk]
    (project / "typed").mkdir()
    for name, (code, _) in cases.items():
        (project / "typed" / f"{name}.ts").write_text(f"{imports}\n{code}\n")
    return project


def test_compile_errors(workshop: Workshop, node: str, tmp_path: Path) -> None:
    projects = [_project(workshop, sdk, tmp_path / f"v{sdk}") for sdk in _BY_SDK]
    output = run(["node", TYPE_CHECK, *projects], tmp_path, timeout=240).output
    errors: dict[tuple[str, str], list[str]] = {}
    for sdk, name, code in _ERROR.findall(output):
        errors.setdefault((sdk, name), []).append(code)
    expected = {
        (sdk, name): error
        for sdk, (_, cases) in _BY_SDK.items()
        for name, (_, error) in cases.items()
        if error
    }
    assert errors.keys() == expected.keys(), output
    for case, error in expected.items():
        assert any(code.startswith(error) for code in errors[case]), errors[case]
