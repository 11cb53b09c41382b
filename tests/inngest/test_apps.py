"""Which app a registry serves: the ID of its client, wherever that is made."""

import pytest

from scaffold.inngest.apps import app_id
from scaffold.inngest.codebase import Codebase
from tests.support.sources import Sources

CLIENT = 'import { Inngest } from "inngest";\nexport const inngest = new Inngest({ id: "shop" });\n'
ROUTE = 'import { serve } from "inngest/next";\nimport { inngest } from "./client";\n'
PYTHON = "import inngest.fast_api\nfrom client import c\ninngest.fast_api.serve(app, c, [])\n"


def typescript(options: str = "", id: str = '"shop"', before: str = "") -> dict[str, str]:  # noqa: A002
    """A client and a registry."""
    route = f"{ROUTE}serve({{ client: inngest, functions: []{options} }});"
    return {"client.ts": before + CLIENT.replace('"shop"', id), "route.ts": route}


def python(id: str) -> dict[str, str]:  # noqa: A002
    """The same in Python."""
    return {"client.py": f"import inngest\nc = inngest.Inngest(app_id={id})\n", "main.py": PYTHON}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (typescript(), "shop"),
        (typescript(', id: "b"'), "b"),
        (typescript(", id: name()"), None),
        (typescript(id="ID", before='const ID = "a";\n'), "a"),
        (typescript(id="process.env.APP!"), None),
        (python('"till"'), "till"),
        (python("settings.app"), None),
    ],
)
def test_the_id_of_an_app(files: dict[str, str], expected: str | None) -> None:
    codebase = Codebase(Sources({path: text.encode() for path, text in files.items()}))
    assert [app_id(each, codebase) for each in codebase.registries] == [expected]
