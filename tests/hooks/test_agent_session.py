"""A coding agent at work: what the hooks tell it, when, and when they are silent."""

import subprocess
from pathlib import Path

import pytest

from scaffold.updating.settings_file import SETTINGS_FILE, our_settings
from tests.support.cli import Done, scaffold
from tests.support.hooks import edit_input, place_ours, run_command, stop_input

CLIENT = """import {{ inngest }} from "@/lib/inngest";
import {{ userCreated }} from "@/lib/events";

export const chargeCustomer = inngest.createFunction(
  {{ id: "charge-customer", retries: 5, triggers: [userCreated] }},
  async ({{ event, step }}) => {{
    {body}
  }},
);
"""
WRONG = CLIENT.format(
    body='const answer = await fetch("https://pay.example.com");\n    return answer.status;'
)
RIGHT = CLIENT.format(
    body="""const status = await step.run("charge-customer", async () => {
      const answer = await fetch(`https://pay.example.com/${event.data.userId}`);
      return answer.status;
    });
    return { status };"""
)
PYTHON = """import httpx
import inngest

from app.client import inngest_client
from app.events import UserCreated


@inngest_client.create_function(
    fn_id="charge-customer",
    retries=5,
    trigger=inngest.TriggerEvent(event=UserCreated.event_name),
)
async def charge_customer(ctx: inngest.Context) -> dict[str, int]:
{body}
"""
PYTHON_WRONG = PYTHON.format(
    body="""    async with httpx.AsyncClient() as http:
        answer = await http.get("https://pay.example.com")
    return {"status": answer.status_code}"""
)
PYTHON_RIGHT = PYTHON.format(
    body="""    async def charge() -> int:
        async with httpx.AsyncClient() as http:
            answer = await http.get("https://pay.example.com")
        return answer.status_code

    return {"status": await ctx.step.run("charge-customer", charge)}"""
)


class Session:
    """An agent in a project whose settings file wires our hooks."""

    def __init__(self, folder: Path, *flags: str) -> None:
        made = scaffold("new", "shop", "--defaults", *flags, cwd=folder)
        assert made.code == 0, made.err
        self.project = folder / "shop"
        self.programs = place_ours(folder / "bin")
        self.settings = (self.project / SETTINGS_FILE).read_bytes()

    def writes(self, path: str, content: str) -> str:
        """Write a file as the agent does, and return what it is told."""
        (self.project / path).write_text(content)
        given = edit_input(self.project / path, cwd=self.project, tool="Write")
        return self._told("post-edit", given)

    def replaces(self, path: str, old: str, new: str) -> str:
        """Edit a file as the agent does, and return what it is told."""
        file = self.project / path
        assert old in file.read_text()
        file.write_text(file.read_text().replace(old, new, 1))
        return self._told("post-edit", edit_input(file, cwd=self.project))

    def stops(self, *, again: bool = False) -> str:
        """Return what the agent is told when it wants to stop."""
        return self._told("stop", stop_input(cwd=self.project, active=again))

    def _told(self, hook: str, given: object) -> str:
        done: Done = run_command(
            hook, given, cwd=self.project, programs=self.programs, settings=self.settings
        )
        assert done.out == ""
        assert done.code == (2 if done.err else 0)
        return done.err


@pytest.fixture
def nextjs(tmp_path: Path) -> Session:
    return Session(tmp_path)


@pytest.fixture
def fastapi(tmp_path: Path) -> Session:
    return Session(tmp_path, "--stack", "fastapi")


def test_a_new_project_wires_what_install_would(nextjs: Session) -> None:
    assert nextjs.settings == our_settings()
    assert scaffold("hook", "install", cwd=nextjs.project).err == (
        f"unchanged {SETTINGS_FILE}\nnote: both hooks were there already\n"
    )


def test_an_agent_adds_a_function_by_hand(nextjs: Session) -> None:
    function, route = "inngest/chargeCustomer.ts", "app/api/inngest/route.ts"

    told = nextjs.writes(function, WRONG)
    heading, line = told.splitlines()
    assert heading.startswith("scaffold: mend ")
    assert line.startswith(f"{function}:7: wrap it: ")
    assert "side-effect-outside-step" in line
    # Mended: silence, though the route does not know the function yet.
    assert nextjs.writes(function, RIGHT) == ""
    # The route is forgotten: told once.
    told = nextjs.stops()
    heading, line = told.splitlines()
    assert heading.startswith("scaffold: mend ")
    assert line.startswith(f"{function}:5: add `chargeCustomer` to the array in `{route}:")
    assert "unregistered-function" in line
    assert nextjs.stops(again=True) == ""
    # Both edits of the route are silent, the one between included, and so is the end.
    imported = 'import { chargeCustomer } from "@/inngest/chargeCustomer";\n'
    first = (nextjs.project / route).read_text().splitlines(keepends=True)[0]
    assert nextjs.replaces(route, first, imported + first) == ""
    assert nextjs.replaces(route, "onUserCreated,", "chargeCustomer,\n    onUserCreated,") == ""
    assert nextjs.stops() == ""


def test_an_agent_writes_the_function_and_then_the_registry_in_python(fastapi: Session) -> None:
    function, main = "app/functions/charge_customer.py", "app/main.py"

    assert f"{function}:15: " in fastapi.writes(function, PYTHON_WRONG)
    assert fastapi.writes(function, PYTHON_RIGHT) == ""
    assert "unregistered-function" in fastapi.stops()
    assert fastapi.stops(again=True) == ""
    imported = "from app.functions.charge_customer import charge_customer\n"
    known = "from app.functions.on_user_created import on_user_created\n"
    assert fastapi.replaces(main, known, imported + known) == ""
    assert fastapi.replaces(main, "on_user_created,", "charge_customer,\n        on_user_created,")\
        == ""  # fmt: skip
    assert fastapi.stops() == ""


def test_the_command_for_adding_a_function_leaves_nothing_to_say(nextjs: Session) -> None:
    done = scaffold("add-function", "send-receipt", "--event", "order/paid", cwd=nextjs.project)
    assert done.code == 0, done.err

    assert nextjs.replaces("inngest/sendReceipt.ts", "\n", "\n\n") == ""
    assert nextjs.stops() == ""


def test_work_done_through_a_helper_is_told_at_the_end(nextjs: Session) -> None:
    helper = 'export async function charge() {\n  await fetch("https://pay.example.com");\n}\n'
    body = CLIENT.format(body="await charge();").replace(
        "\n\n", '\nimport { charge } from "@/lib/services/charge";\n\n', 1
    )

    assert nextjs.writes("lib/services/charge.ts", helper) == ""
    nextjs.writes("inngest/chargeCustomer.ts", body)
    told = nextjs.stops()
    assert "inngest/chargeCustomer.ts:8: " in told
    assert "lib/services/charge.ts:2" in told


def test_what_was_wrong_before_is_not_told(nextjs: Session) -> None:
    (nextjs.project / "inngest/chargeCustomer.ts").write_text(WRONG)
    for command in (["add", "--all"], ["commit", "-qm", "Charge"]):
        subprocess.run(["git", *command], cwd=nextjs.project, check=True)

    assert nextjs.stops() == ""
    assert nextjs.replaces("lib/events.ts", "\n", "\n\n") == ""
    assert nextjs.stops() == ""
