"""Functions that have a folder each: a new one gets its own, made as the others are."""

import posixpath
from pathlib import Path

import pytest

from scaffold.errors import ScaffoldError
from scaffold.syntax.source import Source
from tests.support.adoptable import repository
from tests.support.foreign_repositories import _PY_CLIENT, NEXT_APP_V4
from tests.support.function_projects import KINDS, SHAPES

_TS = """import {{ client }} from "../../client";

export const {symbol} = client.createFunction(
  {{ id: "{id}", triggers: [{{ event: "test/{id}" }}] }},
  async ({{ step }}) => {{
    await step.run("greet", async () => 1);
  }},
);
"""
_PY = """import inngest

from shop.client import inngest_client


@inngest_client.create_function(
    fn_id="{id}", trigger=inngest.TriggerEvent(event="test/{id}")
)
async def {symbol}(ctx: inngest.Context) -> str:
    return ctx.event.name
"""
_NAMES = (("send-welcome", "sendWelcome"), ("sync-user", "syncUser"))
_BASE = {
    path: text
    for path, text in NEXT_APP_V4.items()
    if "functions" not in path and "api" not in path
}


def typescript(file: str, imported: str, barrel: str = "", own: str = "") -> dict[str, str]:
    """A repository with two functions: their file, how they are imported, the barrels."""
    files = dict(_BASE)
    lines = []
    for id, symbol in _NAMES:  # noqa: A001
        folder = f"lib/inngest/functions/{id}"
        files[f"{folder}/{file.format(id=id)}"] = _TS.format(id=id, symbol=symbol)
        if own:
            files[f"{folder}/index.ts"] = own.format(id=id, symbol=symbol)
        lines.append(imported.format(id=id, symbol=symbol))
    if barrel:
        files["lib/inngest/functions/index.ts"] = "".join(
            barrel.format(id=each, symbol=symbol) + "\n" for each, symbol in _NAMES
        )
        lines = ['import { sendWelcome, syncUser } from "@/lib/inngest/functions";']
    files["app/api/inngest/route.ts"] = (
        'import { serve } from "inngest/next";\nimport { client } from "@/lib/inngest/client";\n'
        + "".join(f"{line}\n" for line in lines)
        + "\nexport const { GET, POST, PUT } = serve({\n  client,\n"
        "  functions: [sendWelcome, syncUser],\n});\n"
    )
    return files


def python(file: str, imported: str, init: str | None) -> dict[str, str]:
    files = {
        "requirements.txt": "inngest==0.5.19\nfastapi\n",
        "shop/__init__.py": "",
        "shop/client.py": _PY_CLIENT,
        "shop/functions/__init__.py": "",
    }
    lines = []
    for symbol in ("send_welcome", "sync_user"):
        folder = f"shop/functions/{symbol}"
        named = {"id": symbol.replace("_", "-"), "symbol": symbol}
        if init is not None:
            files[f"{folder}/__init__.py"] = init.format(**named)
        files[f"{folder}/{file.format(**named)}"] = _PY.format(**named)
        lines.append(imported.format(**named))
    files["shop/main.py"] = (
        "import fastapi\nimport inngest.fast_api\n\nfrom shop.client import inngest_client\n"
        + "".join(f"{line}\n" for line in lines)
        + "\napp = fastapi.FastAPI()\n"
        "inngest.fast_api.serve(app, inngest_client, [send_welcome, sync_user])\n"
    )
    return files


# What is there, the files that a new function gets, and a line that each of some files then has.
_IN = "lib/inngest/functions/send-receipt"
_ROUTE = "app/api/inngest/route.ts"
CASES: dict[str, tuple[dict[str, str], list[str], dict[str, str]]] = {
    "index.ts": (
        typescript("index.ts", 'import {{ {symbol} }} from "@/lib/inngest/functions/{id}";'),
        [f"{_IN}/index.ts"],
        {_ROUTE: 'import { sendReceipt } from "@/lib/inngest/functions/send-receipt";'},
    ),
    "function.ts": (
        typescript(
            "function.ts", 'import {{ {symbol} }} from "@/lib/inngest/functions/{id}/function";'
        ),
        [f"{_IN}/function.ts"],
        {_ROUTE: 'import { sendReceipt } from "@/lib/inngest/functions/send-receipt/function";'},
    ),
    "function.ts with a barrel": (
        typescript("function.ts", "", 'export {{ {symbol} }} from "./{id}/function";'),
        [f"{_IN}/function.ts"],
        {"lib/inngest/functions/index.ts": 'sendReceipt } from "./send-receipt/function";'},
    ),
    "named as the folder": (
        typescript("{id}.ts", 'import {{ {symbol} }} from "@/lib/inngest/functions/{id}/{id}";'),
        [f"{_IN}/send-receipt.ts"],
        {_ROUTE: 'from "@/lib/inngest/functions/send-receipt/send-receipt";'},
    ),
    "an index in each folder": (
        typescript(
            "function.ts", 'import {{ {symbol} }} from "@/lib/inngest/functions/{id}";',
            own='export {{ {symbol} }} from "./function";\n',
        ),
        [f"{_IN}/function.ts", f"{_IN}/index.ts"],
        {
            f"{_IN}/index.ts": 'export { sendReceipt } from "./function";',
            _ROUTE: 'import { sendReceipt } from "@/lib/inngest/functions/send-receipt";',
        },
    ),
    "an index in each folder, and a barrel": (
        typescript(
            "{id}.ts", "", 'export {{ {symbol} }} from "./{id}";', 'export * from "./{id}";\n'
        ),
        [f"{_IN}/send-receipt.ts", f"{_IN}/index.ts"],
        {
            f"{_IN}/index.ts": 'export * from "./send-receipt";',
            "lib/inngest/functions/index.ts": 'export { sendReceipt } from "./send-receipt";',
        },
    ),
    "__init__.py": (
        python("__init__.py", "from shop.functions.{symbol} import {symbol}", None),
        ["shop/functions/send_receipt/__init__.py"],
        {"shop/main.py": "from shop.functions.send_receipt import send_receipt"},
    ),
    "handler.py": (
        python("handler.py", "from shop.functions.{symbol}.handler import {symbol}", ""),
        ["shop/functions/send_receipt/handler.py", "shop/functions/send_receipt/__init__.py"],
        {"shop/main.py": "from shop.functions.send_receipt.handler import send_receipt"},
    ),
    "handler.py handed on": (
        python(
            "handler.py", "from shop.functions.{symbol} import {symbol}",
            'from .handler import {symbol}\n\n__all__ = ["{symbol}"]\n',
        ),
        ["shop/functions/send_receipt/handler.py", "shop/functions/send_receipt/__init__.py"],
        {
            "shop/functions/send_receipt/__init__.py": '__all__ = ["send_receipt"]',
            "shop/main.py": "from shop.functions.send_receipt import send_receipt",
        },
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", SHAPES)
@pytest.mark.parametrize("name", CASES)
def test_a_new_function_gets_a_folder_of_its_own(tmp_path: Path, name: str, kind: str) -> None:
    files, created, lines = CASES[name]
    made = repository(tmp_path / "x", files)
    before = made.tree()
    outcome = made.add("send-receipt", **KINDS[kind])
    new = [path for verb, path in outcome.statuses if verb == "create"]
    assert {each for each in new if "receipt" in each} == set(created)
    for path, line in lines.items():
        assert line in made.read(path)
    for path, content in made.tree().items():
        if path.endswith((".ts", ".py")):
            assert not Source.parse(path, content).has_error, path
    assert {verb for verb, _ in made.add("send-receipt", **KINDS[kind]).statuses} == {"unchanged"}
    made.commit().remove("send-receipt")
    assert made.tree() == before


@pytest.mark.parametrize("test", ["index.test.ts", "__tests__/index.test.ts"])
def test_a_test_that_the_others_have_is_asked_for(tmp_path: Path, test: str) -> None:
    files = CASES["index.ts"][0]
    folders = [posixpath.dirname(path) for path in files if path.endswith("/index.ts")]
    text = 'import { test } from "vitest";\n'
    made = repository(tmp_path / "x", files | {f"{folders[0]}/{test}": text})
    assert not made.add("send-receipt", event="order/paid", dry_run=True).notes
    made.write({f"{folder}/{test}": text for folder in folders}).commit()
    assert made.add("send-receipt", event="order/paid").notes == (
        f"the functions beside it have tests: write `{_IN}/{test}` as theirs are written",
    )


def test_folders_that_are_no_function_s_are_no_custom(tmp_path: Path) -> None:
    files = typescript("index.ts", 'import {{ {symbol} }} from "@/lib/inngest/functions/{id}";')
    renamed = {
        path.replace("send-welcome", "mail").replace("sync-user", "people"): text.replace(
            "functions/send-welcome", "functions/mail"
        ).replace("functions/sync-user", "functions/people")
        for path, text in files.items()
    }
    made = repository(tmp_path / "x", renamed)
    with pytest.raises(ScaffoldError, match="functions live in 2 folders alike") as refused:
        made.add("send-receipt", event="order/paid")
    assert refused.value.missing_flags == ("--functions-dir",)


def test_one_folder_is_no_custom(tmp_path: Path) -> None:
    files = typescript("index.ts", 'import {{ {symbol} }} from "@/lib/inngest/functions/{id}";')
    flat = files.pop("lib/inngest/functions/sync-user/index.ts").replace(
        "../../client", "../client"
    )
    more = {
        "lib/inngest/functions/sync-user.ts": flat,
        "lib/inngest/functions/third.ts": flat.replace("sync-user", "third"),
    }
    made = repository(tmp_path / "x", files | more)
    outcome = made.add("send-receipt", event="order/paid")
    assert ("create", "lib/inngest/functions/send-receipt.ts") in outcome.statuses
