"""New functions in Python repositories: before 0.5, the SDK hands a handler its steps as well."""

import datetime
import hashlib
import hmac
import urllib.request
from pathlib import Path

import pytest

from scaffold.disk.changes import ChangeSet
from scaffold.inngest.packages import Packages
from scaffold.syntax.modules import Modules
from tests.e2e.processes import App, run, served
from tests.support.adoptable import repository
from tests.support.environments import install, new_environment
from tests.support.executor import FakeInngest
from tests.support.foreign_repositories import DJANGO, FASTAPI, FLASK
from tests.support.function_projects import KINDS, Repository
from tests.support.proof import proved
from tests.support.sources import check

SHAPES = ["event", "cron", "fan-out", "cron-fan-out", "approval", "cron-approval"]
CASES = {
    ("async def", "0.4"): ("ctx: inngest.Context, step: inngest.Step", "await step.", "step"),
    ("def", "0.4"): ("ctx: inngest.Context, step: inngest.StepSync", " step.", "step"),
    ("async def", "0.5"): ("ctx: inngest.Context", "await ctx.step.", "ctx.group"),
    ("def", "0.5"): ("ctx: inngest.ContextSync", " ctx.step.", "ctx.group"),
}
LOCK = '[[package]]\nname = "inngest"\nversion = "{}"\n'


def written(files: dict[str, str], define: str, sdk: str) -> dict[str, str]:
    """A repository with its functions written by `def` or `async def`, for an SDK."""
    return {
        path: text.replace("async def", define).replace(
            "(ctx: inngest.Context)", f"({CASES[define, sdk][0]})"
        )
        for path, text in files.items()
    }


def wanting(files: dict[str, str], version: str) -> dict[str, str]:
    """A repository that asks for a version of the SDK."""
    return {
        path: text.replace("inngest>=0.5", f"inngest{version}").replace(
            "inngest==0.5.0", f"inngest{version}"
        )
        for path, text in files.items()
    }


def mismatches(made: Repository) -> list[str]:
    report = check(ChangeSet(made.root), rules=["sdk-mismatch"])
    return [each.message for each in report.diagnostics]


@pytest.mark.parametrize("sdk", ["0.4", "0.5"])
@pytest.mark.parametrize(
    ("files", "define"),
    [(FASTAPI, "async def"), (FASTAPI, "def"), (FLASK, "def"), (DJANGO, "def")],
    ids=["fastapi", "fastapi-plain", "flask", "django"],
)
@pytest.mark.parametrize("kind", SHAPES)
def test_a_function_is_written_for_the_sdk(
    tmp_path: Path, files: dict[str, str], define: str, sdk: str, kind: str
) -> None:
    files = wanting(written(files, define, sdk), f"=={sdk}.1")
    made = repository(tmp_path / "x", files)
    before = made.tree()
    made.add("send-receipt", **KINDS[kind])
    new = [made.read(path) for path, text in made.tree().items() if path not in before and text]
    handlers = [text for text in new if "create_function(" in text]
    parameters, step, group = CASES[define, sdk]
    assert len(handlers) == (2 if "fan-out" in kind else 1)
    for text in handlers:
        assert f"({parameters}) -> dict[" in text
        assert step in text
        assert (f"{group}.parallel(" in text) == ("approval" in kind)
        assert ("ctx.step" in text or "ctx.group" in text) == (sdk == "0.5")
        compile(text, "new.py", "exec")
    assert mismatches(made) == []
    assert {verb for verb, _ in made.add("send-receipt", **KINDS[kind]).statuses} == {"unchanged"}
    made.commit().remove("send-receipt")
    assert made.tree() == before


@pytest.mark.parametrize(("define", "sdk"), CASES)
def test_a_webhook_is_written_for_the_sdk(tmp_path: Path, define: str, sdk: str) -> None:
    made = repository(tmp_path / "x", wanting(written(FASTAPI, define, sdk), f"=={sdk}.1"))
    before = made.tree()
    made.add("take-order", webhook="generic")
    parameters, step, _ = CASES[define, sdk]
    text = made.read("src/shop/jobs/take_order.py")
    assert f"({parameters}) -> dict[" in text
    assert f"{step}run(" in text
    assert mismatches(made) == []
    made.commit().remove("take-order")
    assert made.tree() == before


def test_a_long_name_is_on_its_own_line(tmp_path: Path) -> None:
    made = repository(tmp_path / "x", wanting(written(FASTAPI, "async def", "0.4"), "==0.4.20"))
    made.add("send-the-receipt-of-an-order-again", event="order/paid")
    assert (
        "async def send_the_receipt_of_an_order_again(\n"
        "    ctx: inngest.Context,\n    step: inngest.Step,\n) -> dict[str, str]:\n"
    ) in made.read("src/shop/jobs/send_the_receipt_of_an_order_again.py")


@pytest.mark.parametrize(
    ("version", "others", "locks", "expected"),
    [
        # What is installed wins over how the others are written.
        ("==0.4.20", "0.5", {}, "0.4"), ("~=0.4.3", "0.4", {}, "0.4"),
        (">=0.4,<0.5", "0.4", {}, "0.4"), ("", "0.5", {"uv.lock": "0.4.20"}, "0.4"),
        ("==0.5.19", "0.4", {}, "0.5"), (">=0.5", "0.4", {}, "0.5"),
        (">=0.4", "0.4", {"uv.lock": "0.5.19"}, "0.5"),
        # Nothing says which: the others run.
        ("", "0.4", {}, "0.4"), (">=0.4", "0.4", {}, "0.4"), (">=0.4", "0.5", {}, "0.5"),
        ("", "0.5", {}, "0.5"), ("==0.3.9", "0.5", {}, "0.4"),
        (">=0.4", "0.4", {"a/uv.lock": "0.4.2", "b/uv.lock": "0.5.1"}, "0.4"),
        (">=0.4", "0.5", {"a/uv.lock": "0.4.2", "b/uv.lock": "0.5.1"}, "0.5"),
    ],
)  # fmt: skip
def test_the_sdk_is_known_by_manifests_then_by_the_others(
    tmp_path: Path, version: str, others: str, locks: dict[str, str], expected: str
) -> None:
    files = wanting(written(FASTAPI, "async def", others), version)
    files |= {path: LOCK.format(each) for path, each in locks.items()}
    made = repository(tmp_path / "x", files)
    made.add("send-receipt", event="order/paid")
    text = made.read("src/shop/jobs/send_receipt.py")
    assert f"({CASES['async def', expected][0]}) -> " in text


@pytest.mark.parametrize(
    "parameters",
    ["ctx, step", "ctx: inngest.Context, step", "ctx, step: 'inngest.Step'", "ctx, *, step",
     "ctx, step=None", "ctx, step: inngest.Step = None"],
)  # fmt: skip
def test_a_parameter_is_found_in_any_form(tmp_path: Path, parameters: str) -> None:
    files = {
        path: text.replace("(ctx: inngest.Context)", f"({parameters})")
        for path, text in wanting(FASTAPI, "").items()
    }
    made = repository(tmp_path / "x", files)
    made.add("send-receipt", event="order/paid")
    assert "step: inngest.Step)" in made.read("src/shop/jobs/send_receipt.py")


@pytest.mark.parametrize(
    ("version", "limit"),
    [
        ("==0.4.8", "count"), ("==0.4.11", "count"), ("==0.3.17", "count"), ("==0.4.12", "limit"),
        ("==0.4.20", "limit"), ("==0.4.1.1", "limit"), ("~=0.4.8", "limit"), (">=0.4.8", "limit"),
        ("", "limit"), ("==0.5.1", "limit"),
    ],
)  # fmt: skip
def test_a_throttle_is_written_for_the_sdk(tmp_path: Path, version: str, limit: str) -> None:
    made = repository(tmp_path / "x", wanting(written(FASTAPI, "async def", "0.4"), version))
    made.add("send-receipt", **KINDS["fan-out"], throttle="100/1m")
    assert f"inngest.Throttle({limit}=100, " in made.read("src/shop/jobs/pack_parcel.py")


@pytest.mark.parametrize(
    ("required", "is_since"),
    [
        ("==0.5.19", True), ("~=0.5", True), (">=0.5.1,<0.6", True), ("==1.0", True),
        (">=0.10", True), (">=0.4", False), ("", False), ("<1.0", False), ("!=0.5.1", False),
    ],
)  # fmt: skip
def test_a_manifest_says_that_it_is_since_0_5(
    tmp_path: Path, required: str, is_since: bool
) -> None:
    made = repository(tmp_path / "x", {"requirements.txt": f"inngest{required}\n"})
    packages = Packages(Modules(ChangeSet(made.root)))
    assert packages.python_sdk("app/main.py").is_since_0_5 is is_since


SDKS = {"0.4": "==0.4.20", "0.5": ">=0.5,<0.6"}
EMPTY = 'raise inngest.NonRetriableError(f"read {PAGE_SIZE} rows from {start} here")'
ROWS = [{"parcel_id": each, "user_id": each} for each in "ab"]
FULL = f"return Page(rows={ROWS}, next=None)"
ROUTER = (
    "from shop.webhooks.webhook_delivery_received import router\n\napp.include_router(router)\n"
)


@pytest.fixture(scope="module", params=SDKS)
def python(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the interpreter of an environment with one SDK, whose version names its folder."""
    sdk = str(request.param)
    place = tmp_path_factory.mktemp("python") / sdk
    place.mkdir()
    installed = new_environment(place / "venv")
    install(installed, place, f"inngest{SDKS[sdk]}", "fastapi", "uvicorn", "flask", "mypy")
    return installed


@pytest.mark.e2e
@pytest.mark.xdist_group("pypi")
@pytest.mark.parametrize(
    ("files", "define"), [(FASTAPI, "async def"), (FASTAPI, "def"), (FLASK, "def")],
    ids=["fastapi", "fastapi-plain", "flask"],
)  # fmt: skip
def test_the_result_runs_on_the_sdk(
    tmp_path: Path, python: Path, files: dict[str, str], define: str
) -> None:
    sdk = python.parents[2].name
    made = repository(tmp_path / "x", wanting(written(files, define, sdk), SDKS[sdk]))
    before = made.tree()
    for kind in SHAPES:
        made.add(f"handle-{kind}", **KINDS[kind])
    if files is FASTAPI:
        made.add("take-order", webhook="generic")
        made.write({"src/shop/main.py": made.read("src/shop/main.py") + ROUTER})
        folder, command = made.root / "src", ["uvicorn", "shop.main:app"]
    else:
        folder, command = made.root, ["flask", "run"]
    assert mismatches(made) == []
    new = [made.root / path for path in made.tree() if path not in before]
    checked = [path.relative_to(folder) for path in new]
    run([python, "-m", "mypy", "--strict", "--explicit-package-bases", *checked], folder).check()
    for path in new:
        path.write_text(path.read_text().replace(EMPTY, FULL))
    served_by: list[str | Path] = [python, "-m", *command, "--port", "{port}"]
    with FakeInngest() as inngest:
        env = {"INNGEST_DEV": inngest.url, "WEBHOOK_SECRET": "secret"}
        with served(served_by, folder, tmp_path / "log", env=env) as app:
            inngest.sync(app.url)
            drive(inngest)
            if files is FASTAPI:
                take_order(inngest, app)
    for kind in SHAPES:
        proved("driven", "other repositories", f"{kind}, SDK {sdk} for Python")


def drive(inngest: FakeInngest) -> None:
    """Run every function that is no webhook's to its end, by each of its ways."""
    (event,) = inngest.send({"name": "order/paid", "data": {"order_id": "o1", "amount": 150}})
    digest = inngest.trigger_cron("handle-cron")
    (batch,) = inngest.send({"name": "orders/batch", "data": {"batch_id": "b1"}})
    letters = inngest.trigger_cron("handle-cron-fan-out")
    asked, unheard = (
        inngest.send({"name": "invoice/sent", "data": {"invoice_id": each}})[0]
        for each in ("i1", "i2")
    )
    report = inngest.trigger_cron("handle-cron-approval")
    inngest.run_until_idle()
    assert [run.waiting_for for run in (asked, unheard, report)] == [["wait-for-answer"]] * 3
    yes = {"invoice_id": "i1", "approved": True, "by": "ada"}
    inngest.send({"name": "invoice/answered", "data": yes})
    day = datetime.datetime.fromtimestamp(report.event["ts"] / 1000, datetime.UTC)
    about = f"handle-cron-approval-{day:%Y-%m-%d}"
    no = {"request_id": about, "approved": False, "by": "ada"}
    inngest.send({"name": "report/approved", "data": no})
    inngest.run_until_done()
    assert event.output == {"status": "done"}
    assert digest.output == {"status": "done"}
    assert [batch.output, letters.output] == [{"sent": 2}] * 2
    decisions = [run.output["decision"] for run in (asked, report, unheard)]
    assert decisions == ["approved", "rejected", "expired"]
    for worker in ("pack-parcel", "print-letter"):
        assert [run.output for run in inngest.runs_of(worker)] == [{"status": "done"}] * 2
    inngest.assert_durable()


def take_order(inngest: FakeInngest, app: App) -> None:
    """Send a webhook, and run its function to its end."""
    body = b'{"id": "w1", "type": "paid"}'
    signature = hmac.new(b"secret", body, hashlib.sha256).hexdigest()
    address = f"{app.url}/api/webhooks/webhook-delivery-received"
    headers = {"x-webhook-signature": f"sha256={signature}"}
    with urllib.request.urlopen(urllib.request.Request(address, body, headers)) as response:
        assert response.status == 200
    inngest.run_until_done()
    (taken,) = inngest.runs_of("take-order")
    assert taken.output == {"status": "done"}
    inngest.assert_durable([taken])
