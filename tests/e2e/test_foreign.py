"""Functions added to apps that we did not make: they type-check with the real SDKs, and serve."""

import json
import re
from pathlib import Path

import pytest

from tests.support.adoptable import repository
from tests.support.environments import install
from tests.support.foreign_repositories import FASTAPI, REPOSITORIES, plain
from tests.support.function_projects import KINDS, SHAPES, Repository
from tests.support.proof import proved

from .processes import run
from .workshop import Workshop


def with_functions(root: Path, files: dict[str, str]) -> Repository:
    """Return an app with a function of each kind."""
    made = repository(root, files)
    for kind in SHAPES:
        made.add(f"handle-{kind}", **KINDS[kind])
    return made


@pytest.mark.parametrize(
    ("name", "sdk", "resolution"),
    [("next-app-v4", "4", "bundler"), ("express-v3", "3", "nodenext")],
)
def test_the_result_type_checks(
    workshop: Workshop, node: str, tmp_path: Path, name: str, sdk: str, resolution: str
) -> None:
    made = with_functions(tmp_path / "app", REPOSITORIES[name][0])
    # Above the app, where its compiler looks as well.
    (tmp_path / "node_modules").symlink_to(workshop.node_modules(sdk))
    paths = {"@/*": ["./*"]}
    if name.startswith("express"):
        (tmp_path / "more").mkdir()
        types = ["install", "--prefix", ".", "--no-audit", "--no-fund", "@types/express@4"]
        workshop.npm(tmp_path / "more", *types).check()
        paths["express"] = ["../more/node_modules/@types/express/index.d.ts"]
    options = {
        "strict": True, "noEmit": True, "skipLibCheck": True, "esModuleInterop": True,
        "target": "es2022", "module": "nodenext" if resolution == "nodenext" else "esnext",
        "moduleResolution": resolution, "jsx": "preserve", "paths": paths, "types": ["node"],
    }  # fmt: skip
    made.write({"tsconfig.json": json.dumps({"compilerOptions": options, "include": ["**/*.ts"]})})
    # What is imported is found: of any other type nothing would be wrong in it.
    made.write({"wrong.ts": 'import { Inngest } from "inngest";\nexport const x: Inngest = 1;\n'})
    done = run([tmp_path / "node_modules/.bin/tsc"], made.root, timeout=180)
    assert re.findall(r"^\S.*error TS\d+", done.output, re.M) == ["wrong.ts(2,14): error TS2322"]
    proved("type-checked", "other repositories", "tsc")


def test_the_result_type_checks_in_python(workshop: Workshop, tmp_path: Path) -> None:
    made = with_functions(tmp_path / "app", FASTAPI)
    command: list[str | Path] = [workshop.python(), "-m", "mypy", "--strict", "-p", "shop"]
    run(command, made.root / "src", timeout=180).check()


ANSWERS = {
    "flask": "from app import create_app\nresponse = create_app().test_client().get(URL)\n",
    "django": (
        "import django\nfrom django.conf import settings\n"
        "settings.configure(ROOT_URLCONF='core.urls', ALLOWED_HOSTS=['*'], SECRET_KEY='x')\n"
        "django.setup()\n"
        "from django.test import Client\nresponse = Client().get(URL)\n"
    ),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_python_apps_serve_the_result(workshop: Workshop, tmp_path: Path, name: str) -> None:
    """Flask, and a Django that is not new."""
    made = with_functions(tmp_path / "app", plain(REPOSITORIES[name][0]))
    python = workshop.python()
    install(python, tmp_path, {"flask": "flask", "django": "django<5"}[name])
    asked = f"URL = '/api/inngest'\n{ANSWERS[name]}assert response.status_code == 200, response\n"
    run([python, "-c", asked], made.root, env={"INNGEST_DEV": "1"}).check()
    new = [path for path in made.tree() if "handle" in path or "pack" in path]
    assert len(new) > len(SHAPES)
    run([python, "-m", "mypy", "--strict", *new], made.root, timeout=180).check()
