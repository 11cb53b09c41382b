"""The function commands in repositories that we did not make."""

import re
from pathlib import Path
from typing import Any

import pytest

from scaffold.disk.changes import ChangeSet
from scaffold.errors import ScaffoldError
from scaffold.functions.places import Places
from scaffold.inngest.registry.edit import find_registry
from scaffold.syntax.source import Source
from scaffold.syntax.text_style import TextStyle, restyled, style_of
from tests.support.adoptable import repository
from tests.support.foreign_repositories import (
    APART,
    CDN_EDGE,
    DENO_FRESH,
    DJANGO,
    EXPRESS_JS,
    EXPRESS_V3,
    FASTAPI,
    FLASK,
    NEXT_APP_V4,
    NEXT_PAGES_V3,
    REPOSITORIES,
    in_crlf,
    plain,
)
from tests.support.function_projects import KINDS, SHAPES, Repository


@pytest.mark.parametrize("name", REPOSITORIES)
@pytest.mark.parametrize("kind", SHAPES)
def test_adds_and_removes_a_function(tmp_path: Path, name: str, kind: str) -> None:
    files, expected = REPOSITORIES[name]
    made = repository(tmp_path / "x", files)
    before = made.tree()
    outcome = made.add("send-receipt", **KINDS[kind])
    assert ("create", expected) in outcome.statuses
    for path, content in made.tree().items():
        if path.endswith((".ts", ".js", ".py")):
            assert not Source.parse(path, content).has_error, path
    registry = find_registry(ChangeSet(made.root))
    symbol = "send_receipt" if expected.endswith(".py") else "sendReceipt"
    assert registry.registers(symbol, expected)
    again = made.add("send-receipt", **KINDS[kind])
    assert {verb for verb, _ in again.statuses} == {"unchanged"}
    made.commit().remove("send-receipt")
    assert made.tree() == before


_TYPES = """export type UserCreatedEvent = {
  name: "user/created";
  data: { userId: string };
};

export type Events = UserCreatedEvent | { name: "test/hello"; data: { id: string } };
"""
UNION = NEXT_PAGES_V3 | {
    "src/inngest/types.ts": _TYPES,
    "src/inngest/client.ts": (
        "import { EventSchemas, Inngest } from 'inngest'\n\n"
        "import type { Events } from './types'\n\n"
        "export const inngest = new Inngest({\n  id: 'x',\n"
        "  schemas: new EventSchemas().fromUnion<Events>(),\n})\n"
    ),
}


@pytest.mark.parametrize("kind", SHAPES)
def test_a_union_of_events_grows_and_shrinks(tmp_path: Path, kind: str) -> None:
    made = repository(tmp_path / "x", UNION)
    before = made.tree()
    made.add("send-receipt", **KINDS[kind])
    types = made.read("src/inngest/types.ts")
    asked = [KINDS[kind].get(option) for option in ("event", "fan_out", "wait_for")]
    for event in filter(None, asked):
        assert f'name: "{event}"' in types
    assert {verb for verb, _ in made.add("send-receipt", **KINDS[kind]).statuses} == {"unchanged"}
    made.commit().remove("send-receipt")
    assert made.tree() == before


def test_the_only_member_of_a_union_stays(tmp_path: Path) -> None:
    only = _TYPES.partition("export type Events")[2].partition(" | ")[2]
    made = repository(
        tmp_path / "x",
        UNION | {
            "src/inngest/types.ts": f"export type Events = {only}",
            "src/inngest/functions/index.ts": "",
        },
    )  # fmt: skip
    before = made.read("src/inngest/types.ts")
    made.remove("hello-world")
    assert "helloWorld" not in made.read("src/pages/api/inngest.ts")
    assert made.read("src/inngest/types.ts") == before


ROUTES = {
    "generic": "webhook_delivery_received",
    "standard": "standard_message_received",
    "stripe": "stripe_event_received",
    "github": "github_delivery_received",
    "sendgrid": "sendgrid_mail_reported",
    "slack": "slack_action_taken",
}


def named_after(pattern: str, name: str) -> str:
    return pattern.format(name=name, dashed=name.replace("_", "-"))


@pytest.mark.parametrize("provider", ROUTES)
@pytest.mark.parametrize("name", APART)
def test_a_webhook_goes_with_its_route_wherever_that_is(
    tmp_path: Path, name: str, provider: str
) -> None:
    files, pattern = APART[name]
    route = named_after(pattern, ROUTES[provider])
    made = repository(tmp_path / "x", files)
    before = made.tree()
    outcome = made.add("take-order", webhook=provider)
    assert ("create", route) in outcome.statuses
    renamed = made.commit().rename("take-order", "take-bill", dry_run=True)
    assert any(route in note for note in renamed.notes)
    made.remove("take-order")
    assert made.tree() == before


def test_a_route_of_another_event_stays(tmp_path: Path) -> None:
    files, pattern = APART["functions in a package of their own"]
    route = named_after(pattern, "stripe_order_taken")
    made = repository(tmp_path / "x", files)
    before = made.tree()
    made.write({route: "// sends nothing of ours\n"}).add("take-order", event="order/taken")
    made.commit().remove("take-order")
    assert made.tree() == {**before, route: b"// sends nothing of ours\n"}


@pytest.mark.parametrize("name", REPOSITORIES)
def test_windows_line_endings(tmp_path: Path, name: str) -> None:
    made = in_crlf(repository(tmp_path / "x", REPOSITORIES[name][0])).commit()
    before = made.tree()
    made.add("send-receipt", event="order/paid")
    for path, content in made.tree().items():
        assert b"\n" not in content.replace(b"\r\n", b""), path
    assert before.keys() < made.tree().keys()
    made.commit().remove("send-receipt")
    assert made.tree() == before


def without(files: dict[str, str], *gone: str, **more: str) -> dict[str, str]:
    return {path: text for path, text in files.items() if path not in gone} | more


STYLES = {
    "single quotes": TextStyle(quote="'"),
    "no semicolons": TextStyle(semicolons=False),
    "tabs": TextStyle(indent="\t"),
    "four spaces": TextStyle(indent="    "),
    "Windows": TextStyle(newline="\r\n"),
    "all of it": TextStyle("\r\n", "'", False, "\t"),
}


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("name", ["next-app-v4", "express-v3", "express-js"])
def test_a_new_file_is_in_the_style_of_the_others(tmp_path: Path, name: str, style: str) -> None:
    files, expected = REPOSITORIES[name]
    code = (".ts", ".tsx", ".js")
    made = repository(
        tmp_path / "x",
        {
            path: restyled(path, text.encode(), STYLES[style]).decode()
            if path.endswith(code)
            else text
            for path, text in files.items()
        },
    )
    before = made.tree()
    folder = expected.rpartition("/")[0]
    for kind in SHAPES:
        made.add(f"handle-{kind}", **KINDS[kind])
    new = {path: text for path, text in made.tree().items() if path not in before}
    assert all(path.startswith(folder) for path in new)
    for path, text in new.items():
        source = Source.parse(path, text)
        assert not source.has_error
        assert style_of([[source]]) == STYLES[style], path
    for kind in SHAPES:
        again = made.add(f"handle-{kind}", **KINDS[kind])
        assert {verb for verb, _ in again.statuses} == {"unchanged"}
    for kind in SHAPES:
        made.commit().remove(f"handle-{kind}")
    assert made.tree() == before


def default_exports(*names: str) -> dict[str, str]:
    """A repository whose functions are the default exports of their files."""
    function = EXPRESS_V3["src/functions/hello.ts"].replace("const hello =", "default")
    listed = ", ".join(names)
    return {
        **without(EXPRESS_V3, "src/functions/hello.ts"),
        **{f"src/functions/{name}.ts": function.replace("hello", name) for name in names},
        "src/functions/index.ts": "".join(
            f'import {name} from "./{name}.js";\n' for name in names
        ) + f"\nexport const functions = [{listed}];\n",
    }  # fmt: skip


@pytest.mark.parametrize("kind", ["event", "fan-out"])
def test_a_default_export_beside_others(tmp_path: Path, kind: str) -> None:
    made = repository(tmp_path / "x", default_exports("greet", "wave"))
    before = made.tree()
    made.add("send-receipt", **KINDS[kind])
    text = made.read("src/functions/sendReceipt.ts")
    assert "\nconst sendReceipt = inngest.createFunction(" in text
    assert text.endswith(");\n\nexport default sendReceipt;\n")
    assert 'import sendReceipt from "./sendReceipt.js";' in made.read("src/functions/index.ts")
    again = made.add("send-receipt", **KINDS[kind])
    assert {verb for verb, _ in again.statuses} == {"unchanged"}
    made.commit().remove("send-receipt")
    assert made.tree() == before


def test_one_default_export_is_no_custom(tmp_path: Path) -> None:
    made = repository(tmp_path / "x", default_exports("greet"))
    made.add("send-receipt", event="order/paid")
    assert 'import { sendReceipt } from "./sendReceipt.js";' in made.read("src/functions/index.ts")


@pytest.mark.parametrize(
    ("files", "is_plain"),
    [
        (FLASK, True), (plain(FLASK), True),
        (FLASK | {"app.py": FLASK["app.py"].replace("flask", "tornado")}, True),
        (DJANGO, True), (plain(DJANGO), True),
        (FASTAPI, False), (plain(FASTAPI), True),
        (plain(FASTAPI) | {"src/shop/jobs/hello.py": FASTAPI["src/shop/jobs/hello.py"]}, False),
        (without(FASTAPI) | {
            "src/shop/main.py": FASTAPI["src/shop/main.py"].replace("[hello]", "[]")
        }, False),
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", SHAPES)
def test_plain_functions_in_python(
    tmp_path: Path, files: dict[str, str], is_plain: bool, kind: str
) -> None:
    made = repository(tmp_path / "x", files)
    before = made.tree()
    made.add("send-receipt", **KINDS[kind])
    new = [text for path, text in made.tree().items() if path not in before and text]
    assert len(new) == (2 if kind == "fan-out" else 1)
    for text in new:
        assert (b"async " not in text and b"await " not in text) == is_plain
        assert (b"(ctx: inngest.ContextSync)" in text) == is_plain
        compile(text, "new.py", "exec")
    made.commit().remove("send-receipt")
    assert made.tree() == before


def test_a_webhook_beside_plain_functions(tmp_path: Path) -> None:
    made = repository(tmp_path / "x", plain(FASTAPI))
    made.add("take-order", webhook="generic")
    assert "async" not in made.read("src/shop/jobs/take_order.py")
    assert "async def receive" in made.read("src/shop/webhooks/webhook_delivery_received.py")


def test_typed_events_are_added_in_the_form_found(tmp_path: Path) -> None:
    made = repository(tmp_path / "x", NEXT_PAGES_V3)
    made.add("send-receipt", event="order/paid", data="orderId:str,total:float")
    assert "'order/paid': { data: { orderId: string; total: number } }" in " ".join(
        made.read("src/inngest/client.ts").split()
    )


@pytest.mark.parametrize(
    ("event", "path"), [("user/created", "events/user.ts"), ("zoo/opened", "events/order.ts")]
)
def test_a_typed_event_goes_to_the_module_of_its_domain(
    tmp_path: Path, event: str, path: str
) -> None:
    typed = 'export const {0} = eventType("{1}", {{ schema: z.object({{ id: z.string() }}) }});\n'
    head = 'import { eventType } from "inngest";\nimport { z } from "zod";\n\n'
    orders = typed.format("paid", "order/paid") + typed.format("sent", "order/sent")
    made = repository(
        tmp_path / "x",
        NEXT_APP_V4
        | {
            "events/order.ts": head + orders,
            "events/user.ts": head + typed.format("userLeft", "user/left"),
        },
    )
    outcome = made.add("send-receipt", event=event)
    assert ("update", path) in outcome.statuses


def test_without_typed_events_none_is_added(tmp_path: Path) -> None:
    made = repository(tmp_path / "x", NEXT_APP_V4)
    outcome = made.add("send-receipt", event="order/paid")
    assert outcome.statuses == (
        ("update", "app/api/inngest/route.ts"),
        ("create", "lib/inngest/functions/send-receipt.ts"),
    )
    assert '"order/paid"' in made.read("lib/inngest/functions/send-receipt.ts")


def test_imports_follow_the_style_of_the_repository(tmp_path: Path) -> None:
    made = repository(tmp_path / "x", EXPRESS_V3)
    made.add("send-receipt", event="order/paid")
    assert 'import { sendReceipt } from "./sendReceipt.js";' in made.read("src/functions/index.ts")
    assert 'import inngest from "../client.js";' in made.read("src/functions/sendReceipt.ts")


@pytest.mark.parametrize(
    ("files", "specifier"),
    [
        (DENO_FRESH, "npm:inngest@^4.24.0"),
        (CDN_EDGE, "https://esm.sh/inngest@3.40.0"),
        (
            DENO_FRESH
            | {
                "deno.json": '{ "imports": { "inngest": "npm:inngest@^4.24.0" } }\n',
                "jobs/client.ts": 'import { Inngest } from "inngest";\n'
                'export const jobs = new Inngest({ id: "x" });\n',
            },
            "inngest",
        ),
    ],
    ids=["npm:", "a CDN", "an import map"],
)  # fmt: skip
def test_the_sdk_is_imported_as_the_client_does(
    tmp_path: Path, files: dict[str, str], specifier: str
) -> None:
    made = repository(tmp_path / "x", files)
    for kind in SHAPES:
        made.add(f"handle-{kind}", **KINDS[kind])
    own = [text for path, text in made.tree().items() if "handle" in path]
    spelled = {line for text in own for line in re.findall(rb'from "([^"]*inngest\b[^"]*)"', text)}
    assert spelled == {specifier.encode()}


def test_plain_javascript_has_no_types(tmp_path: Path) -> None:
    made = repository(tmp_path / "x", EXPRESS_JS)
    for kind in SHAPES:
        made.add(f"handle-{kind}", **KINDS[kind])
    for path, content in made.tree().items():
        if path.startswith("functions/handle"):
            for word in (b" as const", b": string", b"interface ", b"import type", b"<string"):
                assert word not in content, (path, word)


def test_a_webhook_in_next(tmp_path: Path) -> None:
    made = repository(tmp_path / "x", NEXT_APP_V4)
    before = made.tree()
    outcome = made.add("take-order", webhook="stripe", event="order/paid", on="charge.succeeded")
    assert "app/api/webhooks/stripe-order-paid/route.ts" in made.tree()
    assert '"stripe": "^' in made.read("package.json")
    assert any("`package.json` asks for it now" in note for note in outcome.notes)
    made.commit().remove("take-order")
    assert made.tree() == before


def test_a_webhook_in_fastapi_says_what_is_left_to_do(tmp_path: Path) -> None:
    made = repository(tmp_path / "x", FASTAPI)
    before = made.tree()
    outcome = made.add("take-order", webhook="generic")
    assert "src/shop/webhooks/webhook_delivery_received.py" in made.tree()
    assert "include the new route" in outcome.notes[0]
    assert "from shop.webhooks.webhook_delivery_received import router" in outcome.notes[0]
    made.commit().remove("take-order")
    assert made.tree() == before


@pytest.mark.parametrize("name", ["next-pages-v3", "express-v3", "flask"])
def test_no_webhook_elsewhere(tmp_path: Path, name: str) -> None:
    made = repository(tmp_path / "x", REPOSITORIES[name][0])
    with pytest.raises(ScaffoldError, match="`--webhook` needs a route"):
        made.add("take-order", webhook="generic")


CLIENT_IN_A_CLASS = (
    'import { Inngest } from "inngest";\n\nexport class Bus {\n'
    '  static client = new Inngest({ id: "x" });\n}\n'
)
UNCLEAR: dict[str, tuple[dict[str, str], Places, str, tuple[str, ...]]] = {
    "no registry": (
        without(NEXT_APP_V4, "app/api/inngest/route.ts"), Places(),
        "there is no registry", (),
    ),
    "two registries": (
        NEXT_APP_V4 | {"pages/api/inngest.ts": NEXT_APP_V4["app/api/inngest/route.ts"]}, Places(),
        "there are 2 registries", ("--registry",),
    ),
    "no client": (
        without(NEXT_APP_V4, "lib/inngest/client.ts"), Places(),
        "there is no Inngest client", ("--client",),
    ),
    "two clients that are not served": (
        {
            **without(NEXT_APP_V4, "lib/inngest/client.ts"),
            "a.ts": NEXT_APP_V4["lib/inngest/client.ts"],
            "b.ts": NEXT_APP_V4["lib/inngest/client.ts"],
        },
        Places(), "there are 2 Inngest clients", ("--client",),
    ),
    "a client that is not exported": (
        NEXT_APP_V4 | {
            "lib/inngest/client.ts": 'import { Inngest } from "inngest";\nconst c = new Inngest({ id: "x" });\n'  # noqa: E501
        },
        Places(), "is not exported", (),
    ),
    "no functions yet": (
        without(NEXT_APP_V4, "lib/inngest/functions/hello-world.ts"), Places(),
        "cannot tell where functions live", ("--functions-dir",),
    ),
    "two folders alike": (
        NEXT_APP_V4 | {
            "jobs/hello.ts": NEXT_APP_V4["lib/inngest/functions/hello-world.ts"]
            .replace("../client", "../lib/inngest/client").replace("hello-world", "hello"),
            "app/api/inngest/route.ts": NEXT_APP_V4["app/api/inngest/route.ts"]
            .replace("[helloWorld]", "[helloWorld, hello]")
            .replace("\nexport", 'import { helloWorld as hello } from "@/jobs/hello";\n\nexport'),
        },
        Places(), "functions live in 2 folders alike", ("--functions-dir",),
    ),
    "no manifest": (
        without(NEXT_APP_V4, "package.json"), Places(), "cannot tell which Inngest SDK", ("--sdk",),
    ),
    "an old SDK": (
        NEXT_APP_V4 | {"package.json": '{"dependencies":{"inngest":"^2.0.0"}}'}, Places(),
        "before v3", (),
    ),
    "a wrong --sdk": (NEXT_APP_V4, Places(sdk="python"), "`--sdk python` does not fit", ()),
    "a wrong --client": (NEXT_APP_V4, Places(client="app/page.tsx"), "makes no Inngest client", ()),
    "a client in a class": (
        NEXT_APP_V4 | {"lib/inngest/client.ts": CLIENT_IN_A_CLASS}, Places(),
        "the Inngest client at `lib/inngest/client.ts:4` is made inside a class, so a new module",
        (),
    ),
    "a --client in a class": (
        NEXT_APP_V4 | {"jobs/client.ts": CLIENT_IN_A_CLASS}, Places(client="jobs/client.ts"),
        "the Inngest client at `jobs/client.ts:4` is made inside a class, so a new module", (),
    ),
    "a client in a Python function": (
        {
            path: text.replace("from shop.inngest_client import ", "from elsewhere import ")
            for path, text in FASTAPI.items()
        } | {
            "src/shop/inngest_client.py": (
                "import inngest\n\n\ndef client() -> inngest.Inngest:\n"
                '    return inngest.Inngest(app_id="x")\n'
            )
        },
        Places(), "the Inngest client at `src/shop/inngest_client.py:5` is made inside a function",
        (),
    ),
    "a missing --registry": (NEXT_APP_V4, Places(registry="x.ts"), "there is no such file", ()),
    "a --registry without one": (
        NEXT_APP_V4, Places(registry="app/page.tsx"), "`app/page.tsx` has no registry", ()
    ),
    "require()": (
        EXPRESS_JS | {
            "server.js": (
                'const { serve } = require("inngest/express");\n'
                'const { inngest } = require("./client.js");\n'
                'const { hello } = require("./functions/hello.js");\n'
                "serve({ client: inngest, functions: [hello] });\n"
            )
        },
        Places(), "uses `require\\(\\)`", (),
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("files", "makes"),
    [
        (without(NEXT_APP_V4, "lib/inngest/client.ts"), "= new Inngest({"),
        (
            {path: text for path, text in FASTAPI.items() if "Inngest(app_id" not in text},
            "= inngest.Inngest(",
        ),
    ],
    ids=["typescript", "python"],
)
def test_how_to_make_a_client_is_said_in_its_language(
    tmp_path: Path, files: dict[str, str], makes: str
) -> None:
    with pytest.raises(ScaffoldError, match="no file makes one") as refused:
        repository(tmp_path / "x", files).add("send-receipt", event="order/paid")
    assert makes in refused.value.hint


@pytest.mark.parametrize("case", UNCLEAR)
def test_what_is_unclear_is_named(tmp_path: Path, case: str) -> None:
    files, places, message, missing = UNCLEAR[case]
    made = repository(tmp_path / "x", files)
    before = made.tree()
    with pytest.raises(ScaffoldError, match=message) as refused:
        made.add("send-receipt", places=places, event="order/paid")
    assert refused.value.missing_flags == missing
    assert refused.value.hint
    assert made.tree() == before


@pytest.mark.parametrize(
    ("files", "places", "expected"),
    [
        (
            without(NEXT_APP_V4, "lib/inngest/functions/hello-world.ts"),
            Places(functions="lib/jobs/"), "lib/jobs/sendReceipt.ts",
        ),
        (without(NEXT_APP_V4, "package.json"), Places(sdk="4"), "lib/inngest/functions/send-receipt.ts"),  # noqa: E501
        (
            NEXT_APP_V4 | {"other.ts": NEXT_APP_V4["lib/inngest/client.ts"]}, Places(),
            "lib/inngest/functions/send-receipt.ts",
        ),
    ],
    ids=["--functions-dir", "--sdk", "the client that is served"],
)  # fmt: skip
def test_what_is_said_is_used(
    tmp_path: Path, files: dict[str, str], places: Places, expected: str
) -> None:
    made = repository(tmp_path / "x", files)
    outcome = made.add("send-receipt", places=places, event="order/paid")
    assert ("create", expected) in outcome.statuses


def test_removing_what_may_be_served_says_so(tmp_path: Path) -> None:
    route = NEXT_APP_V4["app/api/inngest/route.ts"]
    by_name = route.replace("[helloWorld]", 'collect("hello-world")')
    by_name = by_name.replace('import { helloWorld } from "@/lib/inngest/functions/hello-world"',
                              'import { collect } from "collector"')  # fmt: skip
    made = repository(tmp_path / "x", NEXT_APP_V4 | {"app/api/inngest/route.ts": by_name})
    assert (
        "what serves `hello-world` is unclear (`app/api/inngest/route.ts:5`: `functions` is "
        "computed by `collect()`): see that nothing there asks for it"
    ) in made.remove("hello-world").notes


def test_a_function_beside_others_is_not_removed(tmp_path: Path) -> None:
    made = repository(tmp_path / "x", REPOSITORIES["remix-v3"][0])
    with pytest.raises(ScaffoldError, match="also defines `b`") as refused:
        made.remove("a")
    assert "lines 3 to 3" in refused.value.hint


@pytest.mark.parametrize("name", REPOSITORIES)
def test_renames_a_function(tmp_path: Path, name: str) -> None:
    files, _ = REPOSITORIES[name]
    there: Any = {"one": "send-receipt", "two": "mail-receipt"}
    if name == "remix-v3":
        made = repository(tmp_path / "x", files)
        made.rename("a", "mail-receipt")
        assert "const mailReceipt =" in made.read("app/inngest/functions.ts")
        assert "[b, mailReceipt]" in made.read("app/inngest/functions.ts")
        return
    renamed = repository(tmp_path / "x", files)
    renamed.add("send-receipt", event="order/paid")
    renamed.rename(there["one"], there["two"])
    added = repository(tmp_path / "y", files)
    added.add("mail-receipt", event="order/paid")
    for path in files:
        assert renamed.read(path) == added.read(path), path


@pytest.mark.parametrize("has_tests", [True, False])
def test_a_hint_names_a_test_only_where_one_was_made(tmp_path: Path, has_tests: bool) -> None:
    made = Repository(tmp_path / "x")
    made.root.mkdir()
    made.write(NEXT_APP_V4)
    if has_tests:
        made.write({"package.json": made.read("package.json").replace(
            '"inngest"', '"vitest": "^4", "inngest"', 1)})  # fmt: skip
        made.write({"tests/other.test.ts": "import { test } from 'vitest';\n"})
    made.commit()
    outcome = made.add("take-order", webhook="stripe")
    has_made_one = any("test" in path for verb, path in outcome.statuses if verb == "create")
    said = outcome.data["try"]
    assert isinstance(said, list)
    assert ("test shows one" in said[1]) is has_made_one
    assert has_tests or not has_made_one


_SERVED = """import express from "express";
import { serve } from "inngest/express";
import { inngest } from "./inngest/client";
import { onUser } from "./inngest/functions/onUser";

const app = express();
app.use("/api/inngest", serve({ client: inngest, functions: [onUser] }));
"""
_NEIGHBOUR = """import { inngest } from "../client";

export const onUser = inngest.createFunction(
  { id: "on-user", triggers: [{ event: "user/created" }] },
  async ({ step }) => {
    await step.run("greet", async () => 1);
  },
);
"""
_EXPRESS = {
    "package.json": '{ "dependencies": { "inngest": "^4.0.0", "express": "^4" } }\n',
    "src/server.ts": _SERVED,
    "src/inngest/functions/onUser.ts": _NEIGHBOUR,
}
CLIENTS = {
    "behind a proxy": {
        "src/inngest/client.ts": """import { Inngest } from "inngest";

let made: Inngest | undefined;
const get = () => (made ??= new Inngest({ id: "u" }));

export const inngest = new Proxy({} as Inngest, { get: (_, key) => Reflect.get(get(), key) });
""",
    },
    "in a variable": {
        "src/inngest/client.ts": """import { Inngest } from "inngest";

export let inngest: Inngest;
inngest = new Inngest({ id: "u" });
""",
    },
    "under another name": {
        "src/lib/make.ts": """import { Inngest } from "inngest";

export const client = new Inngest({ id: "u" });
""",
        "src/inngest/client.ts": 'export { client as inngest } from "../lib/make";\n',
    },
    "through a barrel": {
        "src/lib/client.ts": """import { Inngest } from "inngest";

export const inngest = new Inngest({ id: "u" });
""",
        "src/inngest/client.ts": 'export * from "../lib/client";\n',
    },
    "beside another": {
        "src/lib/client.ts": """import { Inngest } from "inngest";

export const inngest = new Inngest({ id: "other" });
""",
        "src/inngest/client.ts": """import { Inngest } from "inngest";

export const inngest = new Inngest({ id: "u" });
""",
        "src/server.ts": _SERVED.replace("./inngest/client", "./gone"),
    },
}


@pytest.mark.parametrize("case", CLIENTS)
def test_a_new_function_imports_the_client_as_its_neighbours_do(tmp_path: Path, case: str) -> None:
    made = repository(tmp_path, {**_EXPRESS, **CLIENTS[case]})
    before = made.tree()
    made.add("charge-card", event="payment/due")
    text = made.read("src/inngest/functions/chargeCard.ts")
    assert 'import { inngest } from "../client";' in text
    assert "export const chargeCard = inngest.createFunction(" in text
    made.commit().remove("charge-card")
    assert {p: c for p, c in made.tree().items() if ".git/" not in p} == {
        p: c for p, c in before.items() if ".git/" not in p
    }


_GETTER = """import { Inngest } from "inngest";

let made: Inngest | undefined;
export function getInngest(): Inngest {
  if (!made) made = new Inngest({ id: "u" });
  return made;
}
"""
_HOLDER = """import { Inngest } from "inngest";

class Bus {
  readonly inngest = new Inngest({ id: "u" });
}
export const bus = new Bus();
"""
# What the neighbours import and say, what holds the client, and what a new function says.
GIVEN: dict[str, tuple[str, str, str, tuple[str, str]]] = {
    "a function": (
        "{ getInngest }", "getInngest()", _GETTER,
        ('import { getInngest } from "../client";', "getInngest()"),
    ),
    "a function by another name": (
        "{ getInngest as get }", "get()", _GETTER,
        ('import { getInngest } from "../client";', "getInngest()"),
    ),
    "a default function": (
        "lazyClient", "lazyClient()",
        _GETTER.replace("export function getInngest", "export default function lazyClient"),
        ('import lazyClient from "../client";', "lazyClient()"),
    ),
    "a class with one instance": (
        "{ Bus }", "Bus.get().client", """import { Inngest } from "inngest";

export class Bus {
  private static only?: Bus;
  readonly client = new Inngest({ id: "u" });
  static get(): Bus {
    return (Bus.only ??= new Bus());
  }
}
""",
        ('import { Bus } from "../client";', "Bus.get().client"),
    ),
    "an object": (
        "{ bus }", "bus.inngest", _HOLDER, ('import { bus } from "../client";', "bus.inngest"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", ["event", "cron", "fan-out", "approval"])
@pytest.mark.parametrize("case", GIVEN)
def test_a_client_that_is_given_is_asked_for_as_the_neighbours_do(
    tmp_path: Path, case: str, kind: str
) -> None:
    imported, said, client, (line, expected) = GIVEN[case]
    files = {
        path: text.replace("inngest.create", f"{said}.create")
        .replace("{ inngest }", imported)
        .replace("client: inngest", f"client: {said}")
        for path, text in _EXPRESS.items()
    }
    made = repository(tmp_path, {**files, "src/inngest/client.ts": client})
    before = made.tree()
    made.add("charge-card", **KINDS[kind])
    text = made.read("src/inngest/functions/chargeCard.ts")
    assert f"{line}\n" in text
    assert f"export const chargeCard = {expected}.createFunction(" in text
    assert "inngest.create" not in text.replace(f"{expected}.create", "")
    made.commit().remove("charge-card")
    assert made.tree() == before


def test_a_client_that_each_module_asks_for_at_its_top(tmp_path: Path) -> None:
    neighbour = _NEIGHBOUR.replace("{ inngest }", "{ getInngest }").replace(
        "\n\nexport", "\n\nconst inngest = getInngest();\n\nexport"
    )
    server = _SERVED.replace("{ inngest }", "{ getInngest }").replace(
        "client: inngest", "client: getInngest()"
    )
    made = repository(tmp_path, _EXPRESS | {
        "src/server.ts": server, "src/inngest/functions/onUser.ts": neighbour,
        "src/inngest/client.ts": _GETTER,
    })  # fmt: skip
    made.add("charge-card", event="payment/due")
    text = made.read("src/inngest/functions/chargeCard.ts")
    assert "export const chargeCard = getInngest().createFunction(" in text


@pytest.mark.parametrize("kind", SHAPES)
def test_a_client_that_a_python_function_gives(tmp_path: Path, kind: str) -> None:
    files = {
        path: text.replace("import inngest_client", "import get_client")
        .replace("@inngest_client.", "@get_client().")
        .replace("(app, inngest_client,", "(app, get_client(),")
        for path, text in FASTAPI.items()
    } | {
        "src/shop/inngest_client.py": (
            "import functools\n\nimport inngest\n\n\n@functools.cache\n"
            'def get_client() -> inngest.Inngest:\n    return inngest.Inngest(app_id="x")\n'
        )
    }
    made = repository(tmp_path / "x", files)
    before = made.tree()
    made.add("send-receipt", **KINDS[kind])
    text = made.read("src/shop/jobs/send_receipt.py")
    assert "from shop.inngest_client import get_client\n" in text
    assert "@get_client().create_function(" in text
    made.commit().remove("send-receipt")
    assert made.tree() == before


@pytest.mark.parametrize("functions", ["functions: [old]", "functions: old", "functions: old.all"])
def test_a_registry_that_imports_what_is_gone_is_no_rival(tmp_path: Path, functions: str) -> None:
    old = f"""import {{ serve }} from "inngest/express";
import {{ inngest }} from "./gone/client";
import {{ old }} from "./gone/old";

export const handler = serve({{ client: inngest, {functions} }});
"""
    made = repository(tmp_path, {**_EXPRESS, **CLIENTS["in a variable"], "aaa/server.ts": old})
    made.add("charge-card", event="payment/due")
    assert "chargeCard" in made.read("src/server.ts")
    assert made.read("aaa/server.ts") == old


_ENVELOPES = """import typing

import inngest
import pydantic


class BaseEvent(pydantic.BaseModel):
    data: pydantic.BaseModel
    name: typing.ClassVar[str]

    def to_event(self) -> inngest.Event:
        return inngest.Event(name=self.name, data=self.data.model_dump(mode="json"))


class OrderPaidData(pydantic.BaseModel):
    order_id: str


class OrderPaid(BaseEvent):
    data: OrderPaidData
    name: typing.ClassVar[str] = "order/paid"
"""
ENVELOPES = {
    "requirements.txt": "fastapi\ninngest==0.5.19\n",
    "app/__init__.py": "",
    "app/jobs/__init__.py": "",
    "app/client.py": 'import inngest\n\nclient = inngest.Inngest(app_id="shop")\n',
    "app/events.py": _ENVELOPES,
    "app/jobs/send_receipt.py": """import inngest

from app.client import client
from app.events import OrderPaid


@client.create_function(fn_id="send-receipt", trigger=inngest.TriggerEvent(event=OrderPaid.name))
async def send_receipt(ctx: inngest.Context) -> None:
    await ctx.step.run("send", lambda: None)
""",
    "app/main.py": """import fastapi
import inngest.fast_api

from app.client import client
from app.jobs.send_receipt import send_receipt

app = fastapi.FastAPI()
inngest.fast_api.serve(app, client, [send_receipt])
""",
}


@pytest.mark.parametrize("event", ["payment/due", "order/paid"])
def test_the_data_of_an_envelope_is_what_is_validated(tmp_path: Path, event: str) -> None:
    made = repository(tmp_path, ENVELOPES)
    before = made.tree()
    made.add("charge-card", event=event, data="order_id:str,amount:int?")
    model = "PaymentDueData" if event == "payment/due" else "OrderPaidData"
    text = made.read("app/jobs/charge_card.py")
    assert f"from app.events import {model}\n" in text
    assert f"{model}.model_validate(ctx.event.data)" in text
    events = made.read("app/events.py")
    if event == "payment/due":
        assert events.endswith(
            """

class PaymentDueData(pydantic.BaseModel):
    order_id: str
    amount: int | None = None


class PaymentDue(BaseEvent):
    name: typing.ClassVar[str] = "payment/due"
    data: PaymentDueData
"""
        )
    else:
        assert events == _ENVELOPES
    made.commit().remove("charge-card")
    assert {p: c for p, c in made.tree().items() if ".git/" not in p} == {
        p: c for p, c in before.items() if ".git/" not in p
    }


_GENERIC = """from typing import ClassVar, Generic, TypeVar

from pydantic import BaseModel

T = TypeVar("T", bound=BaseModel)


class Event(BaseModel, Generic[T]):
    name: ClassVar[str]
    data: T


class OrderPaidData(BaseModel):
    order_id: str


class OrderPaid(Event[OrderPaidData]):
    name: ClassVar[str] = "order/paid"
"""
_BASE_ALONE, _, _REST = _ENVELOPES.partition("\n\nclass OrderPaidData")
_DATA = "import pydantic\n\n\nclass OrderPaidData(pydantic.BaseModel):\n    order_id: str\n"
# What `app/` holds beside its functions, and the classes that a new event then has.
ENVELOPED: dict[str, tuple[dict[str, str], str]] = {
    "a base elsewhere": (
        {
            "app/base.py": _BASE_ALONE,
            "app/events.py": "import typing\n\nimport pydantic\n\nfrom app.base import BaseEvent\n"
            f"\n\nclass OrderPaidData{_REST}",
        },
        """class PaymentDueData(pydantic.BaseModel):
    amount: int


class PaymentDue(BaseEvent):
    name: typing.ClassVar[str] = "payment/due"
    data: PaymentDueData
""",
    ),
    "base and data elsewhere": (
        {
            "app/base.py": _BASE_ALONE,
            "app/data.py": _DATA,
            "app/events.py": "import typing\n\nfrom app.base import BaseEvent\n"
            "from app.data import OrderPaidData\n\n\nclass OrderPaid(BaseEvent):\n"
            '    data: OrderPaidData\n    name: typing.ClassVar[str] = "order/paid"\n',
        },
        """class PaymentDueData(BaseModel):
    amount: int


class PaymentDue(BaseEvent):
    name: typing.ClassVar[str] = "payment/due"
    data: PaymentDueData
""",
    ),
    "a generic base": (
        {"app/events.py": _GENERIC},
        """class PaymentDueData(BaseModel):
    amount: int


class PaymentDue(Event[PaymentDueData]):
    name: ClassVar[str] = "payment/due"
""",
    ),
    "a generic base of Python 3.12": (
        {
            "app/events.py": _GENERIC.replace('T = TypeVar("T", bound=BaseModel)\n\n\n', "\n")
            .replace("class Event(BaseModel, Generic[T])", "class Event[T: BaseModel](BaseModel)")
            .replace(", Generic, TypeVar", "")
        },
        """class PaymentDueData(BaseModel):
    amount: int


class PaymentDue(Event[PaymentDueData]):
    name: ClassVar[str] = "payment/due"
""",
    ),
}


@pytest.mark.parametrize("case", ENVELOPED)
def test_an_envelope_in_any_spelling(tmp_path: Path, case: str) -> None:
    files, classes = ENVELOPED[case]
    made = repository(tmp_path, ENVELOPES | files)
    before = made.tree()
    made.add("charge-card", event="payment/due", data="amount:int")
    assert made.read("app/events.py").endswith(f"\n\n\n{classes}")
    text = made.read("app/jobs/charge_card.py")
    assert "PaymentDueData.model_validate(ctx.event.data)" in text
    made.commit().remove("charge-card")
    assert made.tree() == before


@pytest.mark.parametrize("name", ['name: str = "order/paid"', 'name: Literal["order/paid"]'])
def test_an_event_of_the_sdk_is_no_model_to_validate(tmp_path: Path, name: str) -> None:
    events = "from typing import Literal\n\nimport inngest\nimport pydantic\n\n\n"
    events += "class OrderPaidData(pydantic.BaseModel):\n    order_id: str\n\n\n"
    events += f"class OrderPaid(inngest.Event):\n    {name}\n    data: OrderPaidData\n"
    made = repository(tmp_path, ENVELOPES | {"app/events.py": events})
    made.add("charge-card", event="order/paid")
    text = made.read("app/jobs/charge_card.py")
    assert 'event="order/paid"' in text
    assert "OrderPaid" not in text
    assert made.read("app/events.py") == events


def test_an_envelope_that_is_sent_elsewhere_stays(tmp_path: Path) -> None:
    made = repository(tmp_path, ENVELOPES)
    made.add("charge-card", event="payment/due", data="order_id:str")
    made.write({"app/send.py": "from app.events import PaymentDue\n\nEVENT = PaymentDue\n"})
    made.commit().remove("charge-card")
    assert "class PaymentDue(BaseEvent):" in made.read("app/events.py")
    assert "class PaymentDueData(" in made.read("app/events.py")


def test_a_file_that_serves_and_hands_on(tmp_path: Path) -> None:
    index = """export { client } from "./client";
export { helloWorld } from "./functions/hello-world";

// All functions.
import { helloWorld } from "./functions/hello-world";
export const functions = [helloWorld];
"""
    route = """import { serve } from "inngest/next";
import { client, functions } from "@/lib/inngest";

export const { GET, POST, PUT } = serve({ client, functions });
"""
    made = repository(
        tmp_path / "x",
        NEXT_APP_V4 | {"lib/inngest/index.ts": index, "app/api/inngest/route.ts": route},
    )
    before = made.tree()
    made.add("send-receipt", event="order/paid")
    assert made.read("lib/inngest/index.ts").count('"./functions/send-receipt"') == 2
    made.commit().remove("send-receipt")
    assert made.tree() == before


def test_fields_without_typed_events_have_no_place(tmp_path: Path) -> None:
    made = repository(tmp_path, {**_EXPRESS, **CLIENTS["in a variable"]})
    told = made.add("charge-card", event="payment/due", data="paymentId:str", dry_run=True)
    assert [one for one in told.notes if "`--data` has no place" in one]
    plain = made.add("charge-card", event="payment/due", dry_run=True)
    assert not [one for one in plain.notes if "has no place" in one]
