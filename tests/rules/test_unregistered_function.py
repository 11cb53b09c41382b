"""What `unregistered-function` tells to do, and what it does by itself."""

import pytest

from scaffold.rules._rule import Diagnostic
from tests.support.sources import Sources, checked

TYPESCRIPT = {
    "app.ts": 'import { Inngest } from "inngest";\nexport const app = new Inngest({ id: "s" });\n',
    "serve.ts": 'import { serve } from "inngest/express";\nimport { app } from "./app";\n'
    'import { a } from "./a";\nexport default serve({ client: app, functions: [a] });\n',
}
PYTHON = {
    "app/__init__.py": "",
    "app/client.py": 'import inngest\nbus = inngest.Inngest(app_id="s")\n',
    "app/main.py": "import inngest.flask\nfrom app.client import bus\nfrom app.a import a\n"
    "inngest.flask.serve(web, bus, [a])\n",
}


def typescript(symbol: str, config: str) -> str:
    return (
        f'import {{ app }} from "./app";\nexport const {symbol} = app.createFunction('
        f'{{ {config} }}, {{ event: "x/y" }}, async () => {{}});\n'
    )


def python(symbol: str, config: str) -> str:
    return (
        "import inngest\nfrom app.client import bus\n\n\n"
        f'@bus.create_function({config}, trigger=inngest.TriggerEvent(event="x/y"))\n'
        f"async def {symbol}(ctx: inngest.Context) -> None: ...\n"
    )


def reported(files: dict[str, str]) -> list[Diagnostic]:
    sources = Sources({path: text.encode() for path, text in files.items()})
    return list(checked(sources, "unregistered-function").diagnostics)


@pytest.mark.parametrize(
    ("served", "orphan", "told"),
    [
        ('id: "a"', 'id: "a"', "`a` is taken by the function served at `a.ts:2`"),
        (
            'id: "a", onFailure: h',
            'id: "a-failure"',
            "`a-failure` is taken by the failure handler of the function at `a.ts:2`",
        ),
        (
            'id: "b-failure"',
            'id: "b", onFailure: h',
            "`b-failure` is taken by the function served at `a.ts:2`",
        ),
    ],
)
def test_an_id_that_is_served_is_not_added_again(served: str, orphan: str, told: str) -> None:
    files = {**TYPESCRIPT, "a.ts": typescript("a", served), "b.ts": typescript("b", orphan)}
    (only,) = reported(files)
    assert (only.path, only.edits) == ("b.ts", ())
    assert only.hint == (
        f"the ID {told}, so adding this one would stop the whole app: delete it, or give it "
        "another ID first"
    )


def test_an_id_that_is_served_is_not_added_again_in_python() -> None:
    same = 'fn_id="a"'
    files = {**PYTHON, "app/a.py": python("a", same), "app/b.py": python("b", same)}
    (only,) = reported(files)
    assert (only.path, only.edits) == ("app/b.py", ())
    assert "`app/a.py:5`, so one of the two would never run" in only.hint


def test_of_two_with_one_id_a_person_chooses() -> None:
    files = {
        **TYPESCRIPT,
        "a.ts": typescript("a", 'id: "a"'),
        "b.ts": typescript("b", 'id: "same"'),
        "c.ts": typescript("c", 'id: "same"'),
        "d.ts": typescript("d", 'id: "d", onFailure: h'),
    }
    assert [(each.path, bool(each.edits)) for each in reported(files)] == [
        ("b.ts", False),
        ("c.ts", False),
        ("d.ts", True),
    ]


def test_another_app_may_have_the_id() -> None:
    second = TYPESCRIPT["serve.ts"].replace("[a]", "[c]")
    files = {
        **TYPESCRIPT,
        "a.ts": typescript("a", 'id: "a"'),
        "b.ts": typescript("b", 'id: "a"'),
        "other.ts": second.replace('{ a } from "./a"', '{ c } from "./c"'),
        "c.ts": typescript("c", 'id: "c"'),
    }
    (only,) = reported(files)
    assert only.hint == "add `b` to the array in `other.ts:4`"


@pytest.mark.parametrize(
    "listed",
    ["[\n  a,\n  // b: moved to the platform's own schedule\n]", "[a, /* b, */ ]", "[a, // b\n]"],
)
def test_what_somebody_took_out_is_a_warning_that_no_fix_takes_back(listed: str) -> None:
    files = {
        **TYPESCRIPT,
        "serve.ts": TYPESCRIPT["serve.ts"].replace("[a]", listed),
        "a.ts": typescript("a", 'id: "a"'),
        "b.ts": typescript("b", 'id: "b"'),
    }
    (found,) = reported(files)
    assert (found.path, found.severity, found.edits) == ("b.ts", "warning", ())
    assert "commented out" in found.message


def test_a_comment_elsewhere_takes_nothing_out() -> None:
    files = {
        **TYPESCRIPT,
        "a.ts": typescript("a", 'id: "a"'),
        "b.ts": "// b sends a receipt\n" + typescript("b", 'id: "b"'),
    }
    (found,) = reported(files)
    assert (found.path, found.severity) == ("b.ts", "error")
