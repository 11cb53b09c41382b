"""What a new function imports of the services, in projects that do not have them as they were."""

from pathlib import Path

import pytest

from tests.support.cli import scaffold
from tests.support.function_projects import ANSWERS, KINDS, Repository, project

SERVICES = {"nextjs-v4": "lib/services", "nextjs-v3": "lib/services", "fastapi": "app/services"}


def without_services(made: Repository, base: str, *names: str) -> None:
    for path in (made.root / SERVICES[base]).iterdir():
        if path.stem in names:
            path.unlink()


@pytest.mark.parametrize("base", ANSWERS)
def test_a_missing_service_is_made_with_what_it_imports(tmp_path: Path, base: str) -> None:
    made = project(tmp_path / "shop", base)
    before = made.tree()
    without_services(made, base, "mail", "provider", "records", "payload", "payments")
    outcome = made.add("bill", event="order/paid", data="orderId:str,email:str")
    assert outcome.notes == ()
    after = made.tree()
    folder = SERVICES[base]
    back = {path for path in before if path.startswith(f"{folder}/") and path in after}
    assert all(after[path] == before[path] for path in back)
    made_again = {path.rpartition("/")[2].partition(".")[0] for path in back}
    assert {"mail", "provider", "records"} <= made_again
    # Nothing that nobody imports.
    assert "payments" not in made_again


@pytest.mark.parametrize("base", ANSWERS)
def test_a_service_of_another_make_is_not_imported(tmp_path: Path, base: str) -> None:
    made = project(tmp_path / "shop", base)
    suffix = ".py" if base == "fastapi" else ".ts"
    name = f"{SERVICES[base]}/records{suffix}"
    own = "def remember(): ...\n" if base == "fastapi" else "export const mine = 1;\n"
    made.write({name: own})
    outcome = made.add("bill", event="order/paid", data="orderId:str,email:str")
    assert "are not ours" in outcome.notes[-1]
    assert made.read(name) == own
    (function,) = (path for verb, path in outcome.statuses if verb == "create")
    assert "services" not in made.read(function)
    assert "do-work" in made.read(function)


@pytest.mark.parametrize("base", ANSWERS)
@pytest.mark.parametrize("kind", ["event", "cron", "fan-out", "cron-fan-out"])
def test_no_rule_objects_to_what_is_written(tmp_path: Path, base: str, kind: str) -> None:
    made = project(tmp_path / "shop", base)
    made.add("reconcile-payments", **KINDS[kind])
    done = scaffold("check", "--strict", cwd=made.root)
    assert done.code == 0, done.out
