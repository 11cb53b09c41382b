"""What functions need beside their files: packages in manifests, variables of the environment."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from scaffold.functions.environment import with_variables, without_variables
from scaffold.kinds import Package, Variable
from scaffold.updating.manifests import manifest_for, with_package, without_package
from tests.support.cli import scaffold
from tests.support.function_projects import ANSWERS, KINDS, project

STRIPE_PY = Package("stripe", ">=16,<17", "verifies Stripe's signatures")
STRIPE_JS = Package("stripe", "^23.1.0", "verifies Stripe's signatures")
TOLD = "\n# Signs Stripe's webhooks.\nSTRIPE_WEBHOOK_SECRET="
VARIABLE = Variable("STRIPE_WEBHOOK_SECRET", "Signs Stripe's webhooks.", "whsec_{app_url}")
PROJECT = '[project]\nname = "x"\ndependencies = [\n'
TOOL = '[tool.x]\ndependencies = [\n    "other",\n]\n'


class Given(NamedTuple):
    """Files by path; nothing is left out of them."""

    files: Mapping[str, bytes]

    def read(self, path: str) -> bytes | None:
        return self.files.get(path)

    def paths(self) -> tuple[str, ...]:
        return tuple(self.files)

    def left_out(self) -> Mapping[str, str]:
        return {}


# The manifest, what becomes of it, None where it is not understood.
NODE: dict[str, tuple[str, str | None]] = {
    "in order": (
        '{\n  "dependencies": {\n    "next": "1",\n    "zod": "4"\n  }\n}\n',
        '{\n  "dependencies": {\n    "next": "1",\n    "stripe": "^23.1.0",\n'
        '    "zod": "4"\n  }\n}\n',
    ),
    "first": (
        '{\n\t"dependencies": {\n\t\t"zod": "4"\n\t}\n}\n',
        '{\n\t"dependencies": {\n\t\t"stripe": "^23.1.0",\n\t\t"zod": "4"\n\t}\n}\n',
    ),
    "last": (
        '{\n  "dependencies": {\n    "next": "1"\n  }\n}\n',
        '{\n  "dependencies": {\n    "next": "1",\n    "stripe": "^23.1.0"\n  }\n}\n',
    ),
    "in no order": (
        '{ "dependencies": { "zod": "4", "next": "1" } }\n',
        '{ "dependencies": { "zod": "4", "next": "1", "stripe": "^23.1.0" } }\n',
    ),
    "one line": (
        '{ "dependencies": { "next": "1", "zod": "4" } }\n',
        '{ "dependencies": { "next": "1", "stripe": "^23.1.0", "zod": "4" } }\n',
    ),
    "none": ('{ "dependencies": {} }\n', '{ "dependencies": {\n  "stripe": "^23.1.0"\n} }\n'),
    "no table": ('{ "name": "x" }\n', None),
    "no JSON": ('{ "dependencies": {', None),
}  # fmt: skip
PYTHON: dict[str, tuple[str, str, str | None]] = {
    "in order": (
        "pyproject.toml",
        f'{PROJECT}    "fastapi>=0.1",\n    "uvicorn", # serves\n]\n',
        f'{PROJECT}    "fastapi>=0.1",\n    "stripe>=16,<17", # verifies Stripe\'s signatures\n'
        '    "uvicorn", # serves\n]\n',
    ),
    "last": (
        "pyproject.toml",
        f'{PROJECT}    "fastapi",\n]\n{TOOL}',
        f'{PROJECT}    "fastapi",\n    "stripe>=16,<17", # verifies Stripe\'s signatures\n'
        f"]\n{TOOL}",
    ),
    "in no order": (
        "pyproject.toml",
        f"{PROJECT}  'uvicorn',\n  'fastapi',\n]\n",
        f"{PROJECT}  'uvicorn',\n  'fastapi',\n"
        "  'stripe>=16,<17', # verifies Stripe's signatures\n]\n",
    ),
    "an environment marker": (
        "pyproject.toml",
        f"""{PROJECT}    "fastapi",\n    "tzdata; sys_platform == 'win32'",\n]\n""",
        f"""{PROJECT}    "fastapi",\n    "stripe>=16,<17", # verifies Stripe's signatures\n"""
        """    "tzdata; sys_platform == 'win32'",\n]\n""",
    ),
    "no last comma": ("pyproject.toml", f'{PROJECT}    "fastapi"\n]\n', None),
    "one line": ("pyproject.toml", '[project]\nname = "x"\ndependencies = ["fastapi"]\n', None),
    "a comment between": ("pyproject.toml", f'{PROJECT}    # the web\n    "fastapi",\n]\n', None),
    "poetry": ("pyproject.toml", '[tool.poetry.dependencies]\nfastapi = "*"\n', None),
    "no TOML": ("pyproject.toml", "[project\n", None),
    "a list": (
        "requirements.txt", "-r base.txt\nfastapi\n", "-r base.txt\nfastapi\nstripe>=16,<17\n",
    ),
    "a list without an end": ("requirements.txt", "fastapi", "fastapi\nstripe>=16,<17\n"),
    "a list with a byte order mark": (
        "requirements.txt", "\ufefffastapi\n", "\ufefffastapi\nstripe>=16,<17\n",
    ),
    "an extra called like the list": (
        "pyproject.toml",
        f'{PROJECT}    "fastapi",\n]\n[project.optional-dependencies]\ndependencies = ["x"]\n',
        f'{PROJECT}    "fastapi",\n    "stripe>=16,<17", # verifies Stripe\'s signatures\n]\n'
        '[project.optional-dependencies]\ndependencies = ["x"]\n',
    ),
}  # fmt: skip


def edited(path: str, content: bytes, package: Package) -> bytes | None:
    files = Given({path: content})
    manifest = manifest_for(files, "app/a/b.py" if not path.endswith(".json") else "app/a/b.ts")
    return with_package(files, manifest, package) if manifest is not None else None


def taken_out(path: str, content: bytes, package: Package) -> bytes | None:
    files = Given({path: content})
    manifest = manifest_for(files, "app/a/b.py" if not path.endswith(".json") else "app/a/b.ts")
    assert manifest is not None
    return without_package(files, manifest, package)


@pytest.mark.parametrize("case", NODE)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_package_stands_in_its_place_and_leaves_no_trace(case: str, ending: str) -> None:
    given, wanted = NODE[case]
    before = given.replace("\n", ending).encode()
    after = wanted.replace("\n", ending).encode() if wanted else None
    assert edited("package.json", before, STRIPE_JS) == after
    if after is not None and case != "none":
        assert taken_out("package.json", after, STRIPE_JS) == before


@pytest.mark.parametrize("case", PYTHON)
def test_a_requirement_stands_in_its_place_and_leaves_no_trace(case: str) -> None:
    path, before, after = PYTHON[case]
    assert edited(path, before.encode(), STRIPE_PY) == (after.encode() if after else None)
    if after is not None and case != "a list without an end":
        assert taken_out(path, after.encode(), STRIPE_PY) == before.encode()


def test_another_version_is_somebody_elses() -> None:
    text = b'{ "dependencies": { "next": "1", "stripe": "^1.0.0" } }\n'
    assert taken_out("package.json", text, STRIPE_JS) is None


def test_the_manifest_is_the_nearest_one_that_is_understood() -> None:
    files = Given(
        {
            "package.json": b'{ "dependencies": { "zod": "4" } }',
            "apps/web/package.json": b'{ "dependencies": { "next": "1" } }',
            "apps/web/app/package.json": b'{ "type": "module" }',
        }
    )
    manifest = manifest_for(files, "apps/web/app/api/route.ts")
    assert manifest is not None
    assert manifest.path == "apps/web/package.json"


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        (".env.example", "A=\n", f"A=\n{TOLD}\n"),
        (".env.example", "A=\n\n", f"A=\n\n{TOLD}\n"),
        (".env.example", "A=", f"A=\n{TOLD}"),
        (".env.example", "A=1\r\n", f"A=1\n{TOLD}\n".replace("\n", "\r\n")),
        (".env.development", "A=\n", f"A=\n{TOLD}whsec_here\n"),
        (".env.example", "# STRIPE_WEBHOOK_SECRET=\n", None),
        (".env.example", "export STRIPE_WEBHOOK_SECRET=x\n", None),
        (".env", "A=\n", None),
    ],
)  # fmt: skip
def test_a_variable_is_told_of_once(path: str, before: str, after: str | None) -> None:
    changed = with_variables(Given({path: before.encode()}), [VARIABLE], "here", owned=True)
    assert changed == ({path: after.encode()} if after else {})
    if after is not None:
        files = Given({path: after.encode()})
        assert without_variables(files, [VARIABLE], "here") == {path: before.encode()}


def test_development_is_somebody_elses_where_the_project_is() -> None:
    files = Given({".env.example": b"", ".env.development": b"A=\n"})
    changed = with_variables(files, [VARIABLE], "here", owned=False)
    assert set(changed) == {".env.example"}


MANIFEST = {"nextjs-v4": "package.json", "nextjs-v3": "package.json", "fastapi": "pyproject.toml"}


@pytest.mark.parametrize("base", ANSWERS)
def test_what_two_functions_need_stays_until_the_last_goes(tmp_path: Path, base: str) -> None:
    made = project(tmp_path / "shop", base)
    before = made.tree()
    first = made.add("take-payment", **KINDS["stripe"])
    assert any("install it" in note for note in first.notes)
    assert any("STRIPE_WEBHOOK_SECRET" in str(each) for each in first.data["try"])  # type: ignore[attr-defined]
    again = made.add("take-refund", webhook="stripe", event="refund/made", on="charge.refunded")
    assert not any("install it" in note for note in again.notes)
    made.commit()
    needed = made.read(MANIFEST[base]), made.read(".env.example"), made.read(".env.development")
    made.remove("take-payment")
    assert needed == tuple(
        made.read(path) for path in (MANIFEST[base], ".env.example", ".env.development")
    )
    made.commit().remove("take-refund")
    assert made.tree() == before


@pytest.mark.parametrize("base", ANSWERS)
def test_a_package_that_was_there_stays(tmp_path: Path, base: str) -> None:
    made = project(tmp_path / "shop", base)
    path = MANIFEST[base]
    text = made.read(path)
    own = (
        '    "stripe>=9",\n    "uvicorn' if base == "fastapi" else '    "stripe": "^9",\n    "zod"'
    )
    made.write({path: text.replace('    "uvicorn' if base == "fastapi" else '    "zod"', own)})
    made.commit()
    before = made.tree()
    outcome = made.add("take-payment", **KINDS["stripe"])
    assert not any("install it" in note for note in outcome.notes)
    made.commit().remove("take-payment")
    assert made.tree() == before


@pytest.mark.parametrize("base", ANSWERS)
def test_a_route_serves_its_event_until_no_function_takes_it(tmp_path: Path, base: str) -> None:
    made = project(tmp_path / "shop", base)
    made.add("take-payment", **KINDS["stripe"])
    made.add("thank-payer", event="payment/succeeded", data="orderId:str,amount:int")
    made.commit()
    route = next(path for path in made.tree() if "payment" in path and "/webhooks/" in path)
    made.remove("take-payment")
    assert route in made.tree()
    made.commit().remove("thank-payer")
    assert route not in made.tree()


@pytest.mark.parametrize("base", ANSWERS)
def test_a_page_goes_with_a_function_that_was_renamed(tmp_path: Path, base: str) -> None:
    made = project(tmp_path / "shop", base)
    before = made.tree()
    made.add("approve-refund", **KINDS["approval"])
    renamed = made.commit().rename("approve-refund", "allow-refund")
    assert any("/answers/" in note and "keeps its place" in note for note in renamed.notes)
    assert scaffold("check", "--strict", cwd=made.root).code == 0
    made.commit().remove("allow-refund")
    # Its events were there before the file of the new name, so they stay.
    assert {path for path in made.tree() if "refund" in path.lower()} == set()
    assert made.tree()[".env.example"] == before[".env.example"]


@pytest.mark.parametrize("base", ANSWERS)
def test_a_number_at_the_end_of_a_name_is_in_every_address(tmp_path: Path, base: str) -> None:
    made = project(tmp_path / "shop", base)
    before = made.tree()
    made.add("approve-2", event="plan-2/asked", wait_for="plan-2/answered", data="planId:str")
    made.add("take-1", webhook="stripe", event="plan/paid-3", on="charge.succeeded")
    files = {path: content for path, content in made.tree().items() if path not in before}
    for address in {
        found
        for path, content in files.items()
        if not path.endswith(".md")
        for found in re.findall(r"/api/((?:webhooks|answers)/[a-z0-9-]+)", content.decode())
    }:
        module = f"app/{address}".replace("-", "_") + ".py"
        expected = module if base == "fastapi" else f"app/api/{address}/route.ts"
        assert expected in files
    assert scaffold("check", "--strict", cwd=made.root).code == 0
    for name in ("approve-2", "take-1"):
        made.commit().remove(name)
    assert made.tree() == before


def test_a_page_lies_where_an_older_project_serves_it(tmp_path: Path) -> None:
    made = project(tmp_path / "shop", "fastapi")
    (made.root / "app/answers/__init__.py").unlink()
    before = made.commit().tree()
    made.add("approve-refund", **KINDS["approval"])
    assert "app/webhooks/approve_refund.py" in made.tree()
    made.commit().remove("approve-refund")
    assert made.tree() == before


def test_a_test_asks_no_more_than_an_older_executor_can(tmp_path: Path) -> None:
    made = project(tmp_path / "shop", "fastapi")
    made.add("approve-refund", **KINDS["approval"])
    assert "on_failure" in made.read("tests/test_approve_refund.py")
    made.remove("approve-refund", force=True)
    executor = made.read("tests/executor.py").replace("on_failure", "later")
    made.write({"tests/executor.py": executor}).add("approve-refund", **KINDS["approval"])
    assert "on_failure" not in made.read("tests/test_approve_refund.py")
