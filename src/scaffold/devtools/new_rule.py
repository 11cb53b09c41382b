"""Development tool: `python -m scaffold.devtools.new_rule NAME` writes the files of a new rule.

They hold a rule that works, about calls of `replaceMe()`: everything that a rule needs is there
and tested, and what is left is to say what it is about.
"""

import sys

from scaffold.devtools.starting_files import ROOT, check_unit_name, report, with_row, write
from scaffold.errors import ScaffoldError
from scaffold.rules import all_rules

_MODULE = '''\
"""Do not call `replaceMe()` in a handler.

Say here what breaks at run time, and on which SDK that was seen: v3, v4, Python.
The first line is an order of at most 80 characters; the docs and `scaffold explain` print both.
"""

from collections.abc import Iterator

from scaffold.inngest.facts import Function
from scaffold.rules._rule import Diagnostic, Example, report

SEVERITY = "warning"
EXAMPLES = [
    Example(
        "typescript",
        invalid="""
        import { inngest } from "./client";
        export const welcome = inngest.createFunction(
          { id: "welcome", triggers: [{ event: "user/created" }] },
          async ({ event, step }) => {
            const name = replaceMe(event.data.name); // error
            await step.run("greet", () => greet(name));
          },
        );
        """,
        valid="""
        import { inngest } from "./client";
        export const welcome = inngest.createFunction(
          { id: "welcome", triggers: [{ event: "user/created" }] },
          async ({ event, step }) => {
            await step.run("greet", () => greet(event.data.name));
          },
        );
        """,
    ),
    Example(
        "python",
        invalid="""
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(
            fn_id="welcome", trigger=inngest.TriggerEvent(event="user/created")
        )
        async def welcome(ctx: inngest.Context) -> None:
            name = replace_me(ctx.event.data["name"])  # error
            await ctx.step.run("greet", greet, name)
        """,
        valid="""
        import inngest
        from app.client import inngest_client

        @inngest_client.create_function(
            fn_id="welcome", trigger=inngest.TriggerEvent(event="user/created")
        )
        async def welcome(ctx: inngest.Context) -> None:
            await ctx.step.run("greet", greet, ctx.event.data["name"])
        """,
    ),
]


def check(function: Function) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each call of `replaceMe()`."""
    for call in function.calls:
        if call.site.root in ("replaceMe", "replace_me"):
            yield report(call, "say what is wrong, and why", "say what to do")
'''
_FIXTURES = {
    "invalid/in-a-helper.ts": """\
import { inngest } from "./client";

function greeting(name: string) {
  return replaceMe(name);
}

export const welcome = inngest.createFunction(
  { id: "welcome", triggers: [{ event: "user/created" }] },
  async ({ event, step }) => {
    const text = greeting(event.data.name); // error
    await step.run("greet", () => greet(text));
  },
);
""",
    "invalid/in-a-helper.py": """\
import inngest
from app.client import inngest_client


def greeting(name):
    return replace_me(name)


@inngest_client.create_function(
    fn_id="welcome", trigger=inngest.TriggerEvent(event="user/created")
)
async def welcome(ctx):
    text = greeting(ctx.event.data["name"])  # error
    await ctx.step.run("greet", greet, text)
""",
    "valid/outside-a-function.ts": """\
import { inngest } from "./client";

const prefix = replaceMe("Dear ");

export const welcome = inngest.createFunction(
  { id: "welcome", triggers: [{ event: "user/created" }] },
  async ({ event, step }) => {
    await step.run("greet", () => greet(prefix + event.data.name));
  },
);
""",
    "valid/outside-a-function.py": """\
import inngest
from app.client import inngest_client

PREFIX = replace_me("Dear ")


@inngest_client.create_function(
    fn_id="welcome", trigger=inngest.TriggerEvent(event="user/created")
)
async def welcome(ctx):
    await ctx.step.run("greet", greet, PREFIX + ctx.event.data["name"])
""",
}
_CORPUS = {
    "{name}/package.json": """\
{{
  "name": "shop",
  "dependencies": {{ "express": "^5.0.0", "inngest": "^4.1.0" }}
}}
""",
    "{name}/.env.development": "INNGEST_DEV=1\n",
    "{name}/src/server.ts": """\
import express from "express";
import {{ serve }} from "inngest/express";
import {{ inngest }} from "./inngest";
import {{ welcome }} from "./welcome";

const app = express();
app.use("/api/inngest", serve({{ client: inngest, functions: [welcome] }}));
app.listen(3000);
""",
    "{name}/src/inngest.ts": """\
import {{ Inngest }} from "inngest";

export const inngest = new Inngest({{ id: "shop" }});
""",
    "{name}/src/welcome.ts": """\
import {{ inngest }} from "./inngest";
import {{ userCreated }} from "./events";
import {{ greet }} from "./mail";

export const welcome = inngest.createFunction(
  {{ id: "welcome-user", retries: 10, triggers: [userCreated] }},
  async ({{ event, step }}) => {{
    const name = replaceMe(event.data.name); // expect: {name}
    await step.run("greet", () => greet(name)); // fine: in a step
  }},
);
""",
    "{name}/src/events.ts": """\
import {{ eventType }} from "inngest";

export const userCreated = eventType("user/created");
""",
    "{name}-python/pyproject.toml": """\
[project]
name = "shop"
dependencies = ["inngest>=0.5", "fastapi"]
""",
    "{name}-python/.env.development": "INNGEST_DEV=1\n",
    "{name}-python/app/main.py": """\
import fastapi
import inngest.fast_api

from app.client import inngest_client
from app.welcome import welcome_user

app = fastapi.FastAPI()
inngest.fast_api.serve(app, inngest_client, [welcome_user])
""",
    "{name}-python/app/client.py": """\
import inngest

inngest_client = inngest.Inngest(app_id="shop")
""",
    "{name}-python/app/welcome.py": """\
import inngest

from app.client import inngest_client
from app.mail import greet


@inngest_client.create_function(
    fn_id="welcome-user", trigger=inngest.TriggerEvent(event="user/created"), retries=10
)
async def welcome_user(ctx: inngest.Context) -> None:
    name = replace_me(ctx.event.data["name"])  # expect: {name}
    await ctx.step.run("greet", greet, name)  # fine: in a step
""",
}
_DOCS = "docs/seed-rules.md"


def new_rule(name: str) -> tuple[list[str], list[str]]:
    """Write the files of a rule; return them, and what is left to do.

    Raises ScaffoldError, with nothing written, for a name that is taken or none.
    """
    check_unit_name(name, all_rules(), "a rule")
    if "-" not in name or name.startswith("no-"):
        raise ScaffoldError(
            f"`{name}` does not read well after `ignore`",
            "name what is wrong, in two words or more: `nested-step`, not `no-nested-steps`",
        )
    module = f"src/scaffold/rules/{name.replace('-', '_')}.py"
    row = f"| `{name}` | say why it is there |"
    docs = (ROOT / _DOCS).read_text(encoding="utf-8")
    written = write(
        {
            module: _MODULE,
            **{f"tests/rules/{name}/{path}": text for path, text in _FIXTURES.items()},
            **{
                f"tests/corpus/projects/{path.format(name=name)}": text.format(name=name)
                for path, text in _CORPUS.items()
            },
        },
        {_DOCS: with_row(docs, "Rules the article does not have", row)},
    )
    return written, [
        f"Write the order, the reason and one pair of examples per language in `{module}`. A "
        "language without an example is not checked: delete its fixtures and corpus project too.",
        "Prove the harm on the real SDK if it is not certain, and name the version in the reason.",
        f"Write `check` and the other cases: `tests/rules/{name}/`. A fact that is missing goes "
        "into `inngest/`, with a test in both languages.",
        f"Say in `{_DOCS}` why it is there. An error needs a row in its table of errors that no "
        "hard rule prints, or a hard rule in CLAUDE.md, which takes a template version.",
        f"Put its hits in projects where such code would stand: `tests/corpus/projects/{name}` "
        "and its Python twin, or lines of the others.",
        "Run `.venv/bin/python -m scaffold.devtools.generate` after each change of the docstring.",
        "Run `scaffold check --rule` with it over real repositories and read every hit, and "
        "`.venv/bin/python -m tests.corpus`.",
        "Add a line to `CHANGELOG.md`.",
    ]


def main(arguments: list[str]) -> int:
    """Write a rule and say what is left to do."""
    if len(arguments) != 1 or arguments[0].startswith("-"):
        print(__doc__, file=sys.stderr)
        return 2
    try:
        report(*new_rule(arguments[0]))
    except ScaffoldError as error:
        print(f"error: {error.message}\nhint: {error.hint}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
