"""`rename-function`: everything that names the function follows, and what cannot is refused."""

import subprocess
from pathlib import Path

import pytest

from scaffold.errors import ScaffoldError
from tests.cli import scaffold
from tests.function_projects import ANSWERS, KINDS, Repository, git, project

ALL = ("cron", "fan-out", "approval", "webhook")
PLACES = {
    "nextjs-v4": ("inngest/{}.ts", "tests/{}.test.ts", "app/api/inngest/route.ts"),
    "nextjs-v3": ("inngest/{}.ts", "tests/{}.test.ts", "app/api/inngest/route.ts"),
    "fastapi": ("app/functions/{}.py", "tests/test_{}.py", "app/main.py"),
}


@pytest.mark.parametrize("base", ANSWERS)
@pytest.mark.parametrize("kind", ["event", "cron", "fan-out", "approval", "webhook"])
def test_a_renamed_function_is_where_a_new_one_would_be(
    tmp_path: Path, base: str, kind: str
) -> None:
    made = project(tmp_path / "x", base, kinds=ALL)
    made.add("send-receipt", **KINDS[kind])
    outcome = made.rename("send-receipt", "mail-the-bill")
    other = project(tmp_path / "y", base, kinds=ALL)
    other.add("mail-the-bill", **KINDS[kind])
    function, test, registry = PLACES[base]
    snake = base == "fastapi"
    old, new = ("send_receipt", "mail_the_bill") if snake else ("sendReceipt", "mailTheBill")
    assert made.read(registry) == other.read(registry)
    for place in (function, test):
        assert place.format(new) in made.tree()
        assert place.format(old) not in made.tree()
        assert old not in made.read(place.format(new))
    assert '"mail-the-bill"' in made.read(function.format(new))
    assert "runs in flight under `send-receipt` are orphaned" in outcome.warnings[0]


@pytest.mark.parametrize("base", ANSWERS)
def test_there_and_back_again(tmp_path: Path, base: str) -> None:
    made = project(tmp_path / "x", base, kinds=ALL)
    before = made.tree()
    for old, new in (
        ("on-user-created", "welcome-user"),
        ("process-order", "work-order"),
        ("approve-invoice", "zap-invoice"),
        ("record-order", "a-record"),
    ):
        made.rename(old, new)
        assert made.tree() != before
        made.rename(new, old)
        assert made.tree() == before, old


def test_keep_id(tmp_path: Path) -> None:
    made = project(tmp_path / "x", "nextjs-v4")
    outcome = made.rename("on-user-created", "welcome-user", keep_id=True)
    assert outcome.warnings == ()
    text = made.read("inngest/welcomeUser.ts")
    assert 'id: "on-user-created"' in text
    assert "export const welcomeUser" in text


def test_the_same_name_changes_nothing(tmp_path: Path) -> None:
    made = project(tmp_path / "x", "nextjs-v4")
    outcome = made.rename("on-user-created", "onUserCreated")
    assert outcome.statuses == (("unchanged", "inngest/onUserCreated.ts"),)


# What refers to a function, and what it is afterwards.
REFERENCES = {
    "import": (
        'import { sendReceipt } from "@/inngest/sendReceipt";\nexport const one = [sendReceipt];\n',
        'import { mailBill } from "@/inngest/mailBill";\nexport const one = [mailBill];\n',
    ),
    "alias": (
        'import { sendReceipt as send } from "../inngest/sendReceipt";\nexport const one = send;\n',
        'import { mailBill as send } from "../inngest/mailBill";\nexport const one = send;\n',
    ),
    "namespace": (
        'import * as fns from "../inngest/sendReceipt";\nexport const one = fns.sendReceipt;\n',
        'import * as fns from "../inngest/mailBill";\nexport const one = fns.mailBill;\n',
    ),
    "re-export": (
        'export { sendReceipt } from "../inngest/sendReceipt";\n',
        'export { mailBill } from "../inngest/mailBill";\n',
    ),
    "re-export under another name": (
        'export { sendReceipt as other } from "../inngest/sendReceipt";\n',
        'export { mailBill as other } from "../inngest/mailBill";\n',
    ),
    "star": ('export * from "../inngest/sendReceipt";\n', 'export * from "../inngest/mailBill";\n'),
    "dynamic import": (
        'export const load = () => import("@/inngest/sendReceipt");\n',
        'export const load = () => import("@/inngest/mailBill");\n',
    ),
    "shorthand": (
        'import { sendReceipt } from "@/inngest/sendReceipt";\nexport const all = { sendReceipt };\n',  # noqa: E501
        'import { mailBill } from "@/inngest/mailBill";\nexport const all = { sendReceipt: mailBill };\n',  # noqa: E501
    ),
    "shadowed": (
        'import { sendReceipt } from "@/inngest/sendReceipt";\n'
        "export const f = (sendReceipt: number) => sendReceipt + 1;\nexport const g = sendReceipt;\n",  # noqa: E501
        'import { mailBill } from "@/inngest/mailBill";\n'
        "export const f = (sendReceipt: number) => sendReceipt + 1;\nexport const g = mailBill;\n",
    ),
    "function ID": (
        'import { referenceFunction } from "inngest";\n'
        'export const f = referenceFunction({ functionId: "send-receipt" });\n',
        'import { referenceFunction } from "inngest";\n'
        'export const f = referenceFunction({ functionId: "mail-bill" });\n',
    ),
    "another thing of that name": (
        "export const sendReceipt = 1;\nexport const two = sendReceipt;\n",
        "export const sendReceipt = 1;\nexport const two = sendReceipt;\n",
    ),
    "another string of that text": (
        'export const title = "send-receipt";\n',
        'export const title = "send-receipt";\n',
    ),
}


@pytest.mark.parametrize("case", REFERENCES)
def test_references_follow(tmp_path: Path, case: str) -> None:
    before, after = REFERENCES[case]
    made = with_function(tmp_path, {"lib/uses.ts": before})
    made.rename("send-receipt", "mail-bill")
    assert made.read("lib/uses.ts") == after


def test_references_follow_through_a_barrel(tmp_path: Path) -> None:
    made = with_function(
        tmp_path,
        {
            "lib/barrel.ts": 'export { sendReceipt } from "@/inngest/sendReceipt";\n',
            "lib/uses.ts": 'import { sendReceipt } from "./barrel";\nexport const one = sendReceipt;\n',  # noqa: E501
        },
    )
    made.rename("send-receipt", "mail-bill")
    assert made.read("lib/uses.ts") == (
        'import { mailBill } from "./barrel";\nexport const one = mailBill;\n'
    )


PYTHON_REFERENCES = {
    "import": (
        "from app.functions.send_receipt import send_receipt\n\nALL = [send_receipt]\n",
        "from app.functions.mail_bill import mail_bill\n\nALL = [mail_bill]\n",
    ),
    "relative": (
        "from .functions.send_receipt import send_receipt as send\n\nONE = send\n",
        "from .functions.mail_bill import mail_bill as send\n\nONE = send\n",
    ),
    "module": (
        "from app.functions import send_receipt\n\nONE = send_receipt.send_receipt\n",
        "from app.functions import mail_bill\n\nONE = mail_bill.mail_bill\n",
    ),
    "dotted": (
        "import app.functions.send_receipt\n\nONE = app.functions.send_receipt.send_receipt\n",
        "import app.functions.mail_bill\n\nONE = app.functions.mail_bill.mail_bill\n",
    ),
    "dotted with an alias": (
        "import app.functions.send_receipt as module\n\nONE = module.send_receipt\n",
        "import app.functions.mail_bill as module\n\nONE = module.mail_bill\n",
    ),
    "string": (
        'NAMES = ["app.functions.send_receipt.LIMIT", "app.functions.send_receipt_all"]\n',
        'NAMES = ["app.functions.mail_bill.LIMIT", "app.functions.send_receipt_all"]\n',
    ),
    "keyword argument": (
        "from app.functions.send_receipt import send_receipt\n\nD = dict(send_receipt=send_receipt)\n",  # noqa: E501
        "from app.functions.mail_bill import mail_bill\n\nD = dict(send_receipt=mail_bill)\n",
    ),
}


@pytest.mark.parametrize("case", PYTHON_REFERENCES)
def test_python_references_follow(tmp_path: Path, case: str) -> None:
    before, after = PYTHON_REFERENCES[case]
    made = project(tmp_path / "x", "fastapi")
    made.add("send-receipt", event="order/paid")
    made.write({"app/uses.py": before})
    made.rename("send-receipt", "mail-bill")
    assert made.read("app/uses.py") == after


REFUSED = {
    "the ID of another": ("send-receipt", "on-user-created", {}, "the function ID `on-user-created` is taken"),  # noqa: E501
    "a file in the way": (
        "send-receipt", "mail-bill", {"inngest/mailBill.ts": "export const x = 1;\n"}, "in the way",
    ),
    "a name that a user of it has": (
        "send-receipt", "mail-bill",
        {
            "lib/uses.ts": 'import { sendReceipt } from "@/inngest/sendReceipt";\n'
            "const mailBill = 1;\nexport const x = [sendReceipt, mailBill];\n"
        },
        "`lib/uses.ts` has another `mailBill`",
    ),
    "a user with a syntax error": (
        "send-receipt", "mail-bill",
        {"lib/uses.ts": 'import { sendReceipt } from "@/inngest/sendReceipt";\nconst = ;\n'},
        "`lib/uses.ts:1` names the function",
    ),
    "unknown": ("send-receit", "mail-bill", {}, "there is no function `send-receit`"),
    "reserved": ("send-receipt", "delete", {}, "reserved"),
    "a path": ("send-receipt", "../x", {}, "is not made of letters"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_refuses(tmp_path: Path, case: str) -> None:
    old, new, files, message = REFUSED[case]
    made = with_function(tmp_path, files)
    before = made.tree()
    with pytest.raises(ScaffoldError, match=message):
        made.rename(old, new)
    assert made.tree() == before


def test_an_id_written_elsewhere_needs_keep_id(tmp_path: Path) -> None:
    made = with_function(tmp_path, {"lib/ids.ts": 'export const ID = "send-receipt";\n'})
    target = made.root / "inngest/sendReceipt.ts"
    text = target.read_text().replace('id: "send-receipt"', "id: ID")
    target.write_text('import { ID } from "@/lib/ids";\n' + text)
    with pytest.raises(ScaffoldError, match="is not written there") as refused:
        made.rename("send-receipt", "mail-bill")
    assert "--keep-id" in refused.value.hint
    made.rename("send-receipt", "mail-bill", keep_id=True)
    assert "id: ID" in made.read("inngest/mailBill.ts")


def test_says_what_is_left(tmp_path: Path) -> None:
    made = with_function(tmp_path, {"NOTES.md": "Run `send-receipt`.\n"})
    outcome = made.rename("send-receipt", "mail-bill")
    assert "`send-receipt` is still named in `NOTES.md:1`" in outcome.notes
    assert any(note.startswith("keys that begin with") for note in outcome.notes)


def test_dry_run_and_json(tmp_path: Path) -> None:
    made = with_function(tmp_path, {})
    before = made.tree()
    dry = scaffold("rename-function", "send-receipt", "mail-bill", "--dry-run", cwd=made.root)
    assert (dry.code, made.tree()) == (0, before)
    done = scaffold("rename-function", "send-receipt", "mail-bill", "--json", cwd=made.root)
    assert done.json["to"] == {
        "id": "mail-bill", "symbol": "mailBill", "path": "inngest/mailBill.ts",
    }  # fmt: skip
    after = made.tree()
    git(made.root, "checkout", "-q", ".")
    git(made.root, "clean", "-qfd")
    subprocess.run(["git", "apply"], cwd=made.root, input=dry.out, text=True, check=True)
    assert made.tree() == after


def with_function(tmp_path: Path, files: dict[str, str]) -> Repository:
    made = project(tmp_path / "x", "nextjs-v4")
    made.add("send-receipt", event="order/paid")
    return made.write(files).commit()
