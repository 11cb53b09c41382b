"""`rename-function`: everything that names the function follows, and what cannot is refused."""

import subprocess
from pathlib import Path

import pytest

from scaffold.errors import ScaffoldError
from scaffold.kinds import all_kinds
from tests.support.cli import scaffold
from tests.support.function_projects import ALL, ANSWERS, KINDS, Repository, git, project

PLACES = {
    "nextjs-v4": ("inngest/{}.ts", "tests/{}.test.ts", "app/api/inngest/route.ts"),
    "nextjs-v3": ("inngest/{}.ts", "tests/{}.test.ts", "app/api/inngest/route.ts"),
    "fastapi": ("app/functions/{}.py", "tests/test_{}.py", "app/main.py"),
}


@pytest.mark.parametrize("base", ANSWERS)
@pytest.mark.parametrize("kind", list(all_kinds()))
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
    "dynamic import, destructured": (
        'export async function f() {\n  const { sendReceipt } = await import("@/inngest/sendReceipt");\n'  # noqa: E501
        "  return [sendReceipt];\n}\nexport const g = (sendReceipt: number) => sendReceipt;\n",
        'export async function f() {\n  const { mailBill } = await import("@/inngest/mailBill");\n'
        "  return [mailBill];\n}\nexport const g = (sendReceipt: number) => sendReceipt;\n",
    ),
    "dynamic import under another name": (
        'const { sendReceipt: s } = await import("@/inngest/sendReceipt");\nexport default s;\n',
        'const { mailBill: s } = await import("@/inngest/mailBill");\nexport default s;\n',
    ),
    "dynamic import, read from": (
        'export const f = async () => (await import("@/inngest/sendReceipt")).sendReceipt;\n'
        'export const g = () => import("@/inngest/sendReceipt").then((m) => m.sendReceipt);\n'
        'export const h = () => import("@/inngest/sendReceipt").then(({ sendReceipt }) => sendReceipt);\n',  # noqa: E501
        'export const f = async () => (await import("@/inngest/mailBill")).mailBill;\n'
        'export const g = () => import("@/inngest/mailBill").then((m) => m.mailBill);\n'
        'export const h = () => import("@/inngest/mailBill").then(({ mailBill }) => mailBill);\n',
    ),
    "dynamic import, named": (
        'export async function f() {\n  const fns = await import("@/inngest/sendReceipt");\n'
        "  return fns.sendReceipt;\n}\nexport const g = (fns: any) => fns.sendReceipt;\n",
        'export async function f() {\n  const fns = await import("@/inngest/mailBill");\n'
        "  return fns.mailBill;\n}\nexport const g = (fns: any) => fns.sendReceipt;\n",
    ),
    "require in a function": (
        'export function f() {\n  const { sendReceipt } = require("../inngest/sendReceipt");\n'
        "  return sendReceipt;\n}\n",
        'export function f() {\n  const { mailBill } = require("../inngest/mailBill");\n'
        "  return mailBill;\n}\n",
    ),
    "type of a dynamic import": (
        'export type T = typeof import("../inngest/sendReceipt").sendReceipt;\n',
        'export type T = typeof import("../inngest/mailBill").mailBill;\n',
    ),
    "mock": (
        'vi.mock("@/inngest/sendReceipt", () => ({ sendReceipt: { id: () => "x" } }));\n'
        'vi.mock("./other", () => ({ sendReceipt: 1 }));\n',
        'vi.mock("@/inngest/mailBill", () => ({ mailBill: { id: () => "x" } }));\n'
        'vi.mock("./other", () => ({ sendReceipt: 1 }));\n',
    ),
    "mock with the type of what it replaces": (
        'vi.mock("@/inngest/sendReceipt", async (original) => ({\n'
        '  ...(await original<typeof import("@/inngest/sendReceipt")>()),\n'
        "  sendReceipt: 1,\n}));\n",
        'vi.mock("@/inngest/mailBill", async (original) => ({\n'
        '  ...(await original<typeof import("@/inngest/mailBill")>()),\n  mailBill: 1,\n}));\n',
    ),
    "ID that a test expects": (
        'import { sendReceipt } from "@/inngest/sendReceipt";\n'
        'expect(sendReceipt.id()).toBe("send-receipt");\nexpect(other.id()).toBe("send-receipt");\n',
        'import { mailBill } from "@/inngest/mailBill";\n'
        'expect(mailBill.id()).toBe("mail-bill");\nexpect(other.id()).toBe("send-receipt");\n',
    ),
    "loop, catch and default of that name": (
        'import { sendReceipt } from "@/inngest/sendReceipt";\n'
        "for (const sendReceipt of [1]) console.log(sendReceipt);\n"
        "try {\n  f();\n} catch (sendReceipt) {\n  console.log(sendReceipt);\n}\n"
        "export const f = (a = sendReceipt) => a;\n",
        'import { mailBill } from "@/inngest/mailBill";\n'
        "for (const sendReceipt of [1]) console.log(sendReceipt);\n"
        "try {\n  f();\n} catch (sendReceipt) {\n  console.log(sendReceipt);\n}\n"
        "export const f = (a = mailBill) => a;\n",
    ),
    "function, member and type's parameter of that name": (
        'import { sendReceipt } from "@/inngest/sendReceipt";\n'
        "export function f() {\n  return sendReceipt();\n  function sendReceipt() {}\n}\n"
        "export class A {\n  sendReceipt = sendReceipt;\n  f: (sendReceipt: A) => void;\n}\n",
        'import { mailBill } from "@/inngest/mailBill";\n'
        "export function f() {\n  return sendReceipt();\n  function sendReceipt() {}\n}\n"
        "export class A {\n  sendReceipt = mailBill;\n  f: (sendReceipt: A) => void;\n}\n",
    ),
    "step, key and event of that text": (
        'export const f = (step: any, e: any) =>\n  step.run("inngest/sendReceipt", e["send-receipt"]);\n'  # noqa: E501
        'export const g = { name: "inngest/sendReceipt" };\nsend("inngest/sendReceipt");\n',
        'export const f = (step: any, e: any) =>\n  step.run("inngest/sendReceipt", e["send-receipt"]);\n'  # noqa: E501
        'export const g = { name: "inngest/sendReceipt" };\nsend("inngest/sendReceipt");\n',
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
    "import in a function": (
        "def f():\n    from app.functions.send_receipt import send_receipt\n\n"
        "    return dict(function=send_receipt)\n\n\n"
        "def g(send_receipt):\n    return send_receipt\n",
        "def f():\n    from app.functions.mail_bill import mail_bill\n\n"
        "    return dict(function=mail_bill)\n\n\n"
        "def g(send_receipt):\n    return send_receipt\n",
    ),
    "import in a method, used in a function of it": (
        "class A:\n    def f(self, x=1):\n"
        "        from app.functions.send_receipt import send_receipt\n\n"
        "        return [lambda: send_receipt, [send_receipt for send_receipt in x]]\n",
        "class A:\n    def f(self, x=1):\n"
        "        from app.functions.mail_bill import mail_bill\n\n"
        "        return [lambda: mail_bill, [send_receipt for send_receipt in x]]\n",
    ),
    "import for type checkers and one in a function": (
        "from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n"
        "    from app.functions.send_receipt import send_receipt\n\n\n"
        "def f(a: send_receipt):\n    from app.functions.send_receipt import send_receipt\n\n"
        "    return send_receipt\n",
        "from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n"
        "    from app.functions.mail_bill import mail_bill\n\n\n"
        "def f(a: mail_bill):\n    from app.functions.mail_bill import mail_bill\n\n"
        "    return mail_bill\n",
    ),
    "import that may fail": (
        "def f():\n    try:\n        from app.functions.send_receipt import send_receipt\n"
        "    except ImportError:\n        send_receipt = None\n    return send_receipt\n",
        "def f():\n    try:\n        from app.functions.mail_bill import mail_bill\n"
        "    except ImportError:\n        mail_bill = None\n    return mail_bill\n",
    ),
    "import with another one where it fails": (
        "try:\n    from app.functions.send_receipt import send_receipt\n"
        "except ImportError:\n    from fallback import send_receipt\n\nONE = send_receipt\n",
        "try:\n    from app.functions.mail_bill import mail_bill\n"
        "except ImportError:\n    from fallback import send_receipt as mail_bill\n\n"
        "ONE = mail_bill\n",
    ),
    "module in a function": (
        "def f():\n    from app.functions import send_receipt\n\n"
        "    return send_receipt.send_receipt\n\n\n"
        "def g(send_receipt):\n    return send_receipt.send_receipt\n",
        "def f():\n    from app.functions import mail_bill\n\n"
        "    return mail_bill.mail_bill\n\n\n"
        "def g(send_receipt):\n    return send_receipt.send_receipt\n",
    ),
    "package of the module": (
        "from app import functions\nimport app.functions as fns\nimport app.functions\n\n"
        "ONE = functions.send_receipt.send_receipt\nTWO = fns.send_receipt.LIMIT\n"
        "THREE = app.functions.send_receipt.send_receipt\n",
        "from app import functions\nimport app.functions as fns\nimport app.functions\n\n"
        "ONE = functions.mail_bill.mail_bill\nTWO = fns.mail_bill.LIMIT\n"
        "THREE = app.functions.mail_bill.mail_bill\n",
    ),
    "default of a parameter": (
        "from app.functions.send_receipt import send_receipt\n\n\n"
        "def f(one=send_receipt):\n    return one\n",
        "from app.functions.mail_bill import mail_bill\n\n\n"
        "def f(one=mail_bill):\n    return one\n",
    ),
    "captured by a match, or matched": (
        "from app.functions.send_receipt import send_receipt\n\n\n"
        "def f(x):\n    match x:\n        case [send_receipt]:\n"
        "            return send_receipt\n\n\n"
        "def g(x):\n    match x:\n        case send_receipt.id | A(send_receipt=1):\n"
        "            return send_receipt\n",
        "from app.functions.mail_bill import mail_bill\n\n\n"
        "def f(x):\n    match x:\n        case [send_receipt]:\n"
        "            return send_receipt\n\n\n"
        "def g(x):\n    match x:\n        case mail_bill.id | A(send_receipt=1):\n"
        "            return mail_bill\n",
    ),
    "strings that name nothing of it": (
        "def f(ctx, send):\n    ctx.step.run('app.functions.send_receipt', f)\n"
        "    send(name='app.functions.send_receipt', data={'app.functions.send_receipt': 1})\n"
        "    return ctx['app.functions.send_receipt'] == 'app.functions.send_receipt'\n",
    )
    * 2,
    "what is patched where it is used": (
        "from app.functions.send_receipt import send_receipt\n\nONE = send_receipt\n\n\n"
        "def test(mocker):\n    mocker.patch('app.uses.send_receipt')\n"
        "    mocker.patch('app.functions.send_receipt.send_receipt')\n",
        "from app.functions.mail_bill import mail_bill\n\nONE = mail_bill\n\n\n"
        "def test(mocker):\n    mocker.patch('app.uses.mail_bill')\n"
        "    mocker.patch('app.functions.mail_bill.mail_bill')\n",
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


# A function in the root of a project: `charge.py` there, with one more file beside it.
ROOT_FUNCTION = (
    "import inngest\nfrom client import client\n\n\n"
    '@client.create_function(fn_id="{id}", trigger=inngest.TriggerEvent(event="notify"))\n'
    "async def {symbol}(ctx: inngest.Context) -> str:\n    {body}\n"
)
ROOT_FILES = {
    "requirements.txt": "inngest==0.5.19\n",
    "client.py": 'import inngest\n\nclient = inngest.Inngest(app_id="shop")\n',
    "main.py": (
        "import inngest.fast_api\nfrom client import client\nfrom notify import {symbol}\n\n"
        "inngest.fast_api.serve(None, client, [{symbol}])\n"
    ),
}
SAME = 'return ctx.event.data["notify"]'
# The file beside it, before and after `notify` is renamed.
ROOT_USES = {
    "step, keys and data": (
        "from notify import notify\n\n\nasync def f(ctx):\n"
        '    kind = ctx.event.data["notify"]\n'
        '    await ctx.step.invoke("notify", function=notify, data={"notify": kind})\n'
        '    await send(name="notify")\n    return ["notify", "notify/all", "notify.all"]\n',
        "from tell_user import tell_user\n\n\nasync def f(ctx):\n"
        '    kind = ctx.event.data["notify"]\n'
        '    await ctx.step.invoke("notify", function=tell_user, data={"notify": kind})\n'
        '    await send(name="notify")\n    return ["notify", "notify/all", "notify.all"]\n',
    ),
    "strings that import": (
        'm = import_module("notify")\npatch("notify.LIMIT")\nmonkeypatch.setattr("notify.notify", 1)\n'  # noqa: E501
        'setattr(m, "notify", 1)\nsys.modules["notify"] = m\n',
        'm = import_module("tell_user")\npatch("tell_user.LIMIT")\n'
        'monkeypatch.setattr("tell_user.tell_user", 1)\n'
        'setattr(m, "notify", 1)\nsys.modules["tell_user"] = m\n',
    ),
    "module": (
        "import notify\n\nONE = notify.notify\n\n\ndef f(notify):\n    return notify.notify\n",
        "import tell_user\n\nONE = tell_user.tell_user\n\n\n"
        "def f(notify):\n    return notify.notify\n",
    ),
}


@pytest.mark.parametrize("case", ROOT_USES)
@pytest.mark.parametrize("id_", ["notify", "send-notice"])
def test_a_module_in_the_root(tmp_path: Path, case: str, id_: str) -> None:
    before, after = ROOT_USES[case]
    values = {"id": id_, "symbol": "notify"}
    files = {path: text.format(**values) for path, text in ROOT_FILES.items()}
    files["notify.py"] = ROOT_FUNCTION.format(**values, body=SAME)
    made = Repository(tmp_path).write(files | {"uses.py": before}).commit()
    old = made.tree()
    made.rename(id_, "tell-user")
    assert made.read("uses.py") == after
    values = {"id": "tell-user", "symbol": "tell_user"}
    assert made.read("tell_user.py") == ROOT_FUNCTION.format(**values, body=SAME)
    made.rename("tell-user", "notify")
    if id_ == "notify":
        assert made.tree() == old


MADE_INSIDE = (
    "import inngest.flask\n\n\ndef create(app):\n    client = inngest.Inngest(app_id='x')\n\n"
    "    @client.create_function(fn_id='{id}', trigger=inngest.TriggerCron(cron='0 1 * * *'))\n"
    "    async def {symbol}(ctx):\n        return 1\n\n"
    "    inngest.flask.serve(app, client, [{symbol}])\n\n\n"
    "def other(greet):\n    return greet\n"
)


def test_a_function_made_in_a_function(tmp_path: Path) -> None:
    old, new = {"id": "greet", "symbol": "greet"}, {"id": "tell-user", "symbol": "tell_user"}
    before = {"requirements.txt": "inngest==0.5.19\n", "app.py": MADE_INSIDE.format(**old)}
    made = Repository(tmp_path).write(before).commit()
    made.rename("greet", "tell-user")
    assert made.read("app.py") == MADE_INSIDE.format(**new)
    made.rename("tell-user", "greet")
    assert made.read("app.py") == before["app.py"]


def test_an_entry_stays_in_its_list(tmp_path: Path) -> None:
    main = (
        "import inngest.fast_api\nfrom client import client\nfrom pack import {symbol}\n"
        "from ship import ship\n\nONE = [{symbol}]\nTWO = [ship]\n"
        "inngest.fast_api.serve(None, client, [*ONE, *TWO])\n"
    )
    files = {
        "requirements.txt": "inngest==0.5.19\n",
        "client.py": ROOT_FILES["client.py"],
        "main.py": main.format(symbol="pack_order"),
        "pack.py": ROOT_FUNCTION.format(id="pack-order", symbol="pack_order", body=SAME),
        "ship.py": ROOT_FUNCTION.format(id="ship", symbol="ship", body=SAME),
    }
    made = Repository(tmp_path).write(files).commit()
    old = made.tree()
    made.rename("pack-order", "wrap-order")
    assert made.read("main.py") == main.format(symbol="wrap_order")
    made.rename("wrap-order", "pack-order")
    assert made.tree() == old


def test_an_import_that_stands_well_stays(tmp_path: Path) -> None:
    main = (
        "import inngest.fast_api\nfrom client import client\nfrom fastapi import FastAPI\n"
        "from pack import {symbol}\nfrom ship import ship\n\n"
        "inngest.fast_api.serve(FastAPI(), client, [{entries}])\n"
    )
    files = {
        "requirements.txt": "inngest==0.5.19\n",
        "client.py": ROOT_FILES["client.py"],
        "main.py": main.format(symbol="pack_order", entries="pack_order, ship"),
        "pack.py": ROOT_FUNCTION.format(id="pack-order", symbol="pack_order", body=SAME),
        "ship.py": ROOT_FUNCTION.format(id="ship", symbol="ship", body=SAME),
    }
    made = Repository(tmp_path).write(files).commit()
    old = made.tree()
    made.rename("pack-order", "wrap-order")
    assert made.read("main.py") == main.format(symbol="wrap_order", entries="ship, wrap_order")
    made.rename("wrap-order", "pack-order")
    assert made.tree() == old


def test_a_stem_that_its_id_begins_with(tmp_path: Path) -> None:
    values = {"id": "notify-user", "symbol": "notify_user"}
    files = {path: text.format(**values) for path, text in ROOT_FILES.items()}
    files["notify.py"] = ROOT_FUNCTION.format(**values, body=SAME)
    made = Repository(tmp_path).write(files).commit()
    old = made.tree()
    made.rename("notify-user", "tell-user")
    values = {"id": "tell-user", "symbol": "tell_user"}
    assert made.read("notify.py") == ROOT_FUNCTION.format(**values, body=SAME)
    made.rename("tell-user", "notify-user")
    assert made.tree() == old


def test_a_package_that_hands_it_on(tmp_path: Path) -> None:
    uses = (
        "from app import jobs\n\n\ndef f(functions):\n"
        "    return [jobs.{0}, functions.send_receipt]\n"
    )
    made = project(tmp_path / "x", "fastapi")
    made.add("send-receipt", event="order/paid")
    barrel = "from app.functions.{0} import {0} as {0}\n"
    made.write(
        {
            "app/jobs/__init__.py": barrel.format("send_receipt"),
            "app/uses.py": uses.format("send_receipt"),
        }
    )
    made.rename("send-receipt", "mail-bill")
    assert made.read("app/jobs/__init__.py") == barrel.format("mail_bill")
    assert made.read("app/uses.py") == uses.format("mail_bill")


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
        "`lib/uses.ts:1` names the function, and the file could not be read in full at line 2",
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


ROUTE = "app/api/inngest/route.ts"
IMPORT = 'import { sendReceipt } from "@/inngest/sendReceipt";\n'
OUT_OF_IT = {IMPORT: "", "    sendReceipt,\n": ""}
# What is changed in the route, and what the warning says of how it is mended.
UNSERVED: dict[str, tuple[dict[str, str], str | None]] = {
    "in the registry": ({}, None),
    "in no registry": (
        OUT_OF_IT,
        "`mail-bill` is in no registry, so its events are taken and nothing runs; "
        "`scaffold check --fix` registers it",
    ),
    "no registry at all": (
        {"serve(": "handle(", "inngest/next": "elsewhere"},
        "no file calls `serve()`, so `mail-bill` never runs; create `app/api/inngest/route.ts`",
    ),
    "a registry that cannot be read": (
        OUT_OF_IT | {"functions: [": "functions: withMore([", "],\n})": "]),\n})"},
        None,
    ),
}


@pytest.mark.parametrize("case", UNSERVED)
@pytest.mark.parametrize("more", [(), ("--dry-run",), ("--keep-id",)], ids=" ".join)
def test_says_when_nothing_serves_it(tmp_path: Path, case: str, more: tuple[str, ...]) -> None:
    changed, said = UNSERVED[case]
    made = with_function(tmp_path, {})
    text = made.read(ROUTE)
    for before, after in changed.items():
        assert before in text
        text = text.replace(before, after)
    made.write({ROUTE: text}).commit()
    if said is not None and more == ("--keep-id",):
        said = said.replace("mail-bill", "send-receipt")
    rename = ("rename-function", "send-receipt", "mail-bill", *more)
    shown = scaffold(*rename, "--dry-run", cwd=made.root)
    done = scaffold(*rename, "--json", cwd=made.root)
    assert (shown.code, done.code) == (0, 0)
    warnings = [each for each in done.json["warnings"] if "orphaned" not in each]
    if said is None:
        assert warnings == []
        assert shown.err.count("warning:") == len(done.json["warnings"])
    else:
        assert [each[: len(said)] for each in warnings] == [said]
        assert f"warning: {said}" in shown.err


def test_check_registers_what_was_renamed(tmp_path: Path) -> None:
    made = with_function(tmp_path, {})
    served = made.read(ROUTE)
    text = served
    for before, after in OUT_OF_IT.items():
        text = text.replace(before, after)
    made.write({ROUTE: text})
    made.rename("send-receipt", "mail-bill")
    scaffold("check", "--fix", "--rule", "unregistered-function", cwd=made.root)
    expected = served.replace("sendReceipt", "mailBill").splitlines()
    assert sorted(made.read(ROUTE).splitlines()) == sorted(expected)


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


# One barrel per folder, so that no neighbour tells how the renamed function is imported.
JOBS_TS = {
    "package.json": '{ "dependencies": { "inngest": "^4.0.0" } }\n',
    "client.ts": (
        'import { Inngest } from "inngest";\n\nexport const bus = new Inngest({ id: "x" });\n'
    ),
    "users/index.ts": "// Users.\nexport { greet } from './greet'\n",
    "orders/index.ts": "export { ship } from './ship'\n",
    "admin.ts": 'import { greet } from "./users";\n\nexport const id = () => greet.id();\n',
    "route.ts": (
        'import { serve } from "inngest/next";\nimport { bus } from "./client";\n'
        'import { ship } from "./orders";\nimport { greet } from "./users";\n\n'
        "export const { GET } = serve({ client: bus, functions: [greet, ship] });\n"
    ),
} | {
    f"{folder}/{name}.ts": (
        f'import {{ bus }} from "../client";\n\nexport const {name} = bus.createFunction(\n'
        f'  {{ id: "{name}", triggers: [{{ event: "a/{name}" }}] }},\n  async () => null,\n);\n'
    )
    for folder, name in (("users", "greet"), ("orders", "ship"))
}
JOBS_PY = {
    "requirements.txt": "inngest==0.5.4\n",
    "bus.py": 'import inngest\n\nbus = inngest.Inngest(app_id="x")\n',
    "users/__init__.py": 'from users.greet import greet\n\n__all__ = ["greet"]\n',
    "orders/__init__.py": 'from orders.ship import ship\n\n__all__ = ["ship"]\n',
    "main.py": (
        "import inngest.fast_api\n\nfrom bus import bus\nfrom orders import ship\n"
        "from users import greet\n\nJOBS = [\n    greet,\n    ship,\n]\n"
        "inngest.fast_api.serve(None, bus, JOBS)\n"
    ),
} | {
    f"{folder}/{name}.py": (
        "import inngest\n\nfrom bus import bus\n\n\n"
        f'@bus.create_function(fn_id="{name}", trigger=inngest.TriggerEvent(event="a/{name}"))\n'
        f"async def {name}(ctx: inngest.Context) -> None: ...\n"
    )
    for folder, name in (("users", "greet"), ("orders", "ship"))
}
# One barrel for all folders, where the order of its names changes too.
ONE_BARREL = {
    **JOBS_TS,
    "index.ts": 'export { ship } from "./orders";\nexport { greet } from "./users/greet";\n',
    "route.ts": JOBS_TS["route.ts"].replace(
        'import { ship } from "./orders";\nimport { greet } from "./users";\n',
        'import { greet, ship } from "./index";\n',
    ),
}
BARRELS: dict[str, tuple[dict[str, str], dict[str, list[str]]]] = {
    "TypeScript": (
        JOBS_TS,
        {
            "users/index.ts": ["// Users.\nexport { welcome } from './welcome'\n"],
            "route.ts": ['import { welcome } from "./users";\n', "[ship, welcome]"],
            "admin.ts": ["welcome.id()"],
        },
    ),
    "Python": (
        JOBS_PY,
        {
            "users/__init__.py": ["from users.welcome import welcome", '__all__ = ["welcome"]'],
            "main.py": ["from users import welcome\n", "[\n    ship,\n    welcome,\n]"],
        },
    ),
    "a list that spreads another one too": (
        JOBS_TS
        | {
            "route.ts": JOBS_TS["route.ts"].replace("[greet, ship]", "[greet, ship, ...more]")
            + "const more = [];\n"
        },
        {
            "users/index.ts": ["// Users.\nexport { welcome } from './welcome'\n"],
            "route.ts": ['import { welcome } from "./users";\n', "[welcome, ship, ...more]"],
            "admin.ts": ["welcome.id()"],
        },
    ),
    "a list that has a member too": (
        JOBS_TS
        | {
            "route.ts": JOBS_TS["route.ts"]
            .replace('import { ship } from "./orders"', 'import * as orders from "./orders"')
            .replace("[greet, ship]", "[greet, orders.ship]")
        },
        {
            "users/index.ts": ["// Users.\nexport { welcome } from './welcome'\n"],
            "route.ts": ['import { welcome } from "./users";\n', "[orders.ship, welcome]"],
            "admin.ts": ["welcome.id()"],
        },
    ),
    "a Python list with a spread": (
        JOBS_PY | {"main.py": JOBS_PY["main.py"].replace("    ship,\n]", "    ship,\n    *[],\n]")},
        {
            "users/__init__.py": ["from users.welcome import welcome", '__all__ = ["welcome"]'],
            "main.py": ["from users import welcome\n", "[\n    welcome,\n    ship,\n    *[],\n]"],
        },
    ),
    "a Python list with a member": (
        JOBS_PY
        | {
            "main.py": JOBS_PY["main.py"]
            .replace("from orders import ship", "import orders")
            .replace("    ship,", "    orders.ship,")
        },
        {
            "users/__init__.py": ["from users.welcome import welcome", '__all__ = ["welcome"]'],
            "main.py": ["from users import welcome\n", "[\n    orders.ship,\n    welcome,\n]"],
        },
    ),
    "one barrel for all folders": (
        ONE_BARREL,
        {
            "index.ts": ['export { welcome } from "./users/welcome";\n'],
            "route.ts": ['import { ship, welcome } from "./index";\n', "[ship, welcome]"],
        },
    ),
}


@pytest.mark.parametrize("case", BARRELS)
def test_a_barrel_keeps_what_it_hands_on(tmp_path: Path, case: str) -> None:
    files, expected = BARRELS[case]
    made = Repository(tmp_path).write(files).commit()
    before = made.tree()
    dry = scaffold("rename-function", "greet", "welcome", "--dry-run", cwd=made.root)
    made.rename("greet", "welcome")
    for path, texts in expected.items():
        for text in texts:
            assert text in made.read(path)
    after = made.tree()
    git(made.root, "stash", "-qu")
    subprocess.run(["git", "apply"], cwd=made.root, input=dry.out, text=True, check=True)
    assert made.tree() == after
    made.rename("welcome", "greet")
    assert made.tree() == before


def with_function(tmp_path: Path, files: dict[str, str]) -> Repository:
    made = project(tmp_path / "x", "nextjs-v4")
    made.add("send-receipt", event="order/paid")
    return made.write(files).commit()
