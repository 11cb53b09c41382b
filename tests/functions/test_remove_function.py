"""`remove-function`: the exact inverse of `add-function`, and what it refuses."""

import subprocess
from pathlib import Path

import pytest

from scaffold.disk.state_folder import state_folder
from scaffold.errors import ScaffoldError
from tests.support.cli import scaffold
from tests.support.function_projects import ALL, ANSWERS, KINDS, project


@pytest.mark.parametrize("base", ANSWERS)
@pytest.mark.parametrize("kind", KINDS)
def test_add_then_remove_leaves_every_byte(tmp_path: Path, base: str, kind: str) -> None:
    made = project(tmp_path / "shop", base, kinds=ALL)
    before = made.tree()
    made.add("handle-it", **KINDS[kind])
    assert made.tree() != before
    made.commit()
    outcome = made.remove("handle-it")
    assert made.tree() == before
    assert outcome.notes == ()


@pytest.mark.parametrize(
    ("base", "kind"), [("nextjs-v4", "cron"), ("nextjs-v3", "webhook"), ("fastapi", "cron-fan-out")]
)
def test_the_first_of_a_kind_brings_its_section_and_the_last_takes_it(
    tmp_path: Path, base: str, kind: str
) -> None:
    made = project(tmp_path / "shop", base)
    before = made.tree()
    made.add("handle-it", **KINDS[kind])
    brought = made.tree().keys() - before.keys()
    rules = {"cron": "cron", "webhook": "webhook", "cron-fan-out": "fan-out"}
    assert f".claude/rules/inngest-{rules[kind]}.md" in brought
    made.commit().remove("handle-it")
    assert made.tree() == before


def test_a_kind_that_another_function_shows_stays(tmp_path: Path) -> None:
    made = project(tmp_path / "shop", "nextjs-v4", kinds=("approval",))
    made.add("approve-leave", event="leave/asked", wait_for="leave/answered")
    made.commit().remove("approve-invoice")
    assert ".claude/rules/inngest-approval.md" in made.tree()
    made.commit().remove("approve-leave")
    assert ".claude/rules/inngest-approval.md" not in made.tree()
    assert "kinds: []" in made.read(".copier-answers.yml")


def test_a_file_that_git_could_not_bring_back_needs_force(tmp_path: Path) -> None:
    made = project(tmp_path / "shop", "nextjs-v4")
    before = made.tree()
    made.add("bill", event="bill/due")
    target = made.root / "inngest/bill.ts"
    target.write_text(target.read_text() + "// mine\n")
    with pytest.raises(ScaffoldError, match=r"`inngest/bill.ts` cannot be brought back") as refused:
        made.remove("bill")
    assert refused.value.missing_flags == ("--force",)
    assert "-// mine" in (made.remove("bill", dry_run=True).diff or "")
    made.commit()
    target.write_text(target.read_text() + "// mine\n")
    with pytest.raises(ScaffoldError, match=r"`inngest/bill.ts` cannot be brought back"):
        made.remove("bill")
    made.remove("bill", force=True)
    assert made.tree() == before


def test_a_file_that_is_as_it_was_made_can_be_made_again(tmp_path: Path) -> None:
    made = project(tmp_path / "shop", "nextjs-v4")
    before = made.tree()
    made.add("bill", event="bill/due", data="billId:str")
    made.remove("bill")
    assert made.tree() == before


def test_a_file_of_an_earlier_command_can_be_made_again_too(tmp_path: Path) -> None:
    made = project(tmp_path / "shop", "nextjs-v4")
    before = made.tree()
    made.add("bill", event="bill/due")
    made.add("remind", event="bill/late")
    made.remove("bill")
    made.remove("remind")
    assert made.tree() == before


def test_a_file_that_was_made_and_changed_needs_force(tmp_path: Path) -> None:
    made = project(tmp_path / "shop", "nextjs-v4")
    made.add("bill", event="bill/due")
    target = made.root / "inngest/bill.ts"
    made.write({"inngest/bill.ts": target.read_text() + "// mine\n"})
    made.add("remind", event="bill/late")
    made.rename("bill", "charge")
    with pytest.raises(ScaffoldError, match=r"inngest/charge.ts.*cannot be brought back"):
        made.remove("charge")


@pytest.mark.parametrize(
    "note",
    ["[]", "{", '{"root": "%s", "made": 1}', '{"root": "%s", "made": {"inngest/bill.ts": "x"}}'],
)
def test_a_note_of_what_was_made_that_cannot_be_read_says_nothing(
    tmp_path: Path, note: str
) -> None:
    made = project(tmp_path / "shop", "nextjs-v4")
    made.add("bill", event="bill/due")
    (record,) = (state_folder() or tmp_path).rglob("*.made.json")
    record.write_text(note.replace("%s", str(made.root.resolve())))
    with pytest.raises(ScaffoldError, match=r"cannot be brought back"):
        made.remove("bill")


def test_a_pair_is_offered_as_one(tmp_path: Path) -> None:
    made = project(tmp_path / "shop", "nextjs-v4", kinds=("fan-out",))
    for name, says in (
        ("process-all-orders", "sends the events that start `process-order`"),
        ("process-order", "is started by `process-all-orders`"),
    ):
        with pytest.raises(ScaffoldError, match=says) as refused:
            made.remove(name, pair=None)
        assert refused.value.missing_flags == ("--pair", "--no-pair")
    made.remove("process-order", pair=False)
    assert "inngest/processAllOrders.ts" in made.tree()
    assert "orderProcess" in made.read("lib/events.ts")
    made.remove("process-all-orders", pair=None)
    assert "orderProcess" not in made.read("lib/events.ts")


def test_what_others_use_stays(tmp_path: Path) -> None:
    made = project(tmp_path / "shop", "nextjs-v4")
    made.add("bill", event="order/paid", data="orderId:str")
    made.add("ship", event="order/paid")
    made.commit()
    events = made.read("lib/events.ts")
    made.remove("bill")
    assert made.read("lib/events.ts") == events
    made.remove("ship")
    assert "orderPaid" not in made.read("lib/events.ts")


def test_an_event_that_was_there_before_stays(tmp_path: Path) -> None:
    made = project(tmp_path / "shop", "nextjs-v4")
    made.add("bill", event="order/paid")
    made.remove("bill", force=True)
    events = made.root / "lib/events.ts"
    events.write_text(
        events.read_text()
        + '\nexport const orderPaid = eventType("order/paid", {\n  schema: z.object({ id: z.string() }),\n});\n'  # noqa: E501
    )
    made.commit()
    before = made.tree()
    made.add("bill", event="order/paid")
    made.commit()
    outcome = made.remove("bill")
    assert made.tree() == before
    assert "it was there before" in outcome.notes[0]


def test_refuses_while_others_import_it(tmp_path: Path) -> None:
    made = project(tmp_path / "shop", "nextjs-v4")
    made.add("bill", event="bill/due")
    made.write(
        {
            "lib/reuse.ts": 'import { bill } from "@/inngest/bill";\nexport const again = bill;\n',
            "lib/more.ts": 'export * from "../inngest/bill";\n',
        }
    ).commit()
    before = made.tree()
    with pytest.raises(ScaffoldError, match=r"`lib/more.ts:1`, `lib/reuse.ts:1`"):
        made.remove("bill")
    assert made.tree() == before


def test_names_what_still_says_the_id(tmp_path: Path) -> None:
    made = project(tmp_path / "shop", "nextjs-v4")
    made.add("bill", event="bill/due")
    made.write({"NOTES.md": "See\n`bill` for more.\n"}).commit()
    assert made.remove("bill").notes == ("`bill` is still named in `NOTES.md:2`",)


@pytest.mark.parametrize("spelling", ["send-receipt", "sendReceipt", "send_receipt", "SendReceipt"])
def test_finds_the_function_in_any_case(tmp_path: Path, spelling: str) -> None:
    made = project(tmp_path / "shop", "nextjs-v4")
    before = made.tree()
    made.add("send-receipt", event="order/paid")
    made.commit().remove(spelling)
    assert made.tree() == before


def test_unknown_function(tmp_path: Path) -> None:
    made = project(tmp_path / "shop", "nextjs-v4")
    with pytest.raises(ScaffoldError) as refused:
        made.remove("on-user-creted")
    assert refused.value.message == "there is no function `on-user-creted`"
    assert refused.value.hint == "did you mean `on-user-created`?"


def test_crlf_project(tmp_path: Path) -> None:
    made = project(tmp_path / "shop", "nextjs-v4")
    for path in ("app/api/inngest/route.ts", "lib/events.ts", "CLAUDE.md"):
        target = made.root / path
        target.write_bytes(target.read_bytes().replace(b"\n", b"\r\n"))
    before = made.commit().tree()
    made.add("nightly", cron="0 9 * * *", fan_out="digest/send")
    assert b"\n" not in made.tree()["app/api/inngest/route.ts"].replace(b"\r\n", b"")
    made.commit().remove("nightly")
    assert made.tree() == before


def test_dry_run_is_what_would_be_done(tmp_path: Path) -> None:
    made = project(tmp_path / "shop", "nextjs-v4")
    before = made.tree()
    made.add("bill", event="bill/due")
    made.commit()
    done = scaffold("remove-function", "bill", "--dry-run", cwd=made.root)
    assert done.code == 0, done.err
    subprocess.run(["git", "apply"], cwd=made.root, input=done.out, text=True, check=True)
    assert made.tree() == before


def test_without_a_terminal_the_missing_option_is_named(tmp_path: Path) -> None:
    made = project(tmp_path / "shop", "nextjs-v4", kinds=("fan-out",))
    before = made.tree()
    done = scaffold("remove-function", "process-order", "--json", cwd=made.root, stdin=None)
    assert done.code == 2
    assert done.json["error"]["missing_flags"] == ["--pair", "--no-pair"]
    assert made.tree() == before


def test_names_the_senders_that_it_leaves(tmp_path: Path) -> None:
    made = project(tmp_path / "shop", "nextjs-v4")
    made.add("bill", event="order/paid", data="orderId:str")
    made.add("ship", event="order/paid")
    made.write(
        {
            "app/api/pay/route.ts": """import { inngest } from "@/lib/inngest";
export async function POST(): Promise<Response> {
  await inngest.send({ name: "order/paid", data: { orderId: "o-1" } });
  return Response.json({});
}
"""
        }
    ).commit()
    said = "`order/paid` is still sent by `app/api/pay/route.ts:3`"
    assert not [note for note in made.remove("ship").notes if "still sent" in note]
    assert [note for note in made.remove("bill").notes if said in note]


def test_names_the_senders_that_it_leaves_in_python(tmp_path: Path) -> None:
    made = project(tmp_path / "shop", "fastapi")
    made.add("bill", event="order/paid", data="orderId:str")
    made.write(
        {
            "app/pay.py": """import inngest
from app.client import inngest_client


async def pay() -> None:
    await inngest_client.send(inngest.Event(name="order/paid", data={"order_id": "o-1"}))
"""
        }
    ).commit()
    said = "`order/paid` is still sent by `app/pay.py:6`"
    assert [note for note in made.remove("bill").notes if said in note]
