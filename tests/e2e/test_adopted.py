"""Apps that were adopted, with packages from npm and PyPI: they type-check, and serve."""

from pathlib import Path

import pytest

from tests.support.adoptable import create_next_app, repository
from tests.support.cli import scaffold
from tests.support.environments import install, new_environment
from tests.support.executor.protocol import request
from tests.support.function_projects import Repository
from tests.support.plain_apps import FASTAPI
from tests.support.template_packages import NEXT, as_in_the_checkout, make_package

from .processes import App, run, served
from .workshop import Workshop


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a package whose newest version is the templates of the checkout."""
    return make_package(tmp_path_factory.mktemp("package"), as_in_the_checkout, NEXT)


def adopted(root: Path, files: dict[str, str], package: Path) -> Repository:
    """Return an app with its first function, and one more that a person added."""
    made = repository(root, files)
    for arguments in (
        ("adopt", "--non-interactive"),
        ("add-function", "send-receipt", "--event", "order/paid", "--data", "orderId:str"),
    ):
        done = scaffold(*arguments, cwd=root, PYTHONPATH=str(package.parent))
        assert done.code == 0, done.err
    return made


def serves_both(app: App) -> None:
    """Check what the app answers to the question for its functions."""
    answer = request("GET", f"{app.url}/api/inngest")
    assert answer.status == 200, answer.text
    assert (answer.body["function_count"], answer.body["mode"]) == (2, "dev")


def test_a_next_app(workshop: Workshop, node: str, tmp_path: Path, package: Path) -> None:
    files = create_next_app(src=True)
    del files["package-lock.json"]
    made = adopted(tmp_path / "shop", files, package)
    workshop.npm_install(made.root, "4")
    check = ["node_modules/.bin/tsc", "--noEmit"]
    run(check, made.root, timeout=180).check()
    command = ["node_modules/.bin/next", "dev", "--port", "{port}"]
    # Next.js writes its block where an agent starts it; nothing but `.env.development` says the
    # mode.
    environment = {"CLAUDECODE": "1"}
    with served(command, made.root, tmp_path / "log", env=environment, timeout=120) as app:
        serves_both(app)
    run(check, made.root, timeout=180).check()
    whole = scaffold("update", "--check", cwd=made.root, PYTHONPATH=str(package.parent))
    assert whole.code == 0, whole.out + whole.err


def test_a_fastapi_app(tmp_path: Path, package: Path) -> None:
    made = adopted(tmp_path / "shop", FASTAPI, package)
    python = new_environment(made.root / ".venv")
    install(python, made.root, "-e", ".", "mypy")
    run([python, "-m", "mypy", "app"], made.root, timeout=180).check()
    command: list[str | Path] = [python, "-m", "uvicorn", "app.main:app", "--port", "{port}"]
    with served(command, made.root, tmp_path / "log", env={"INNGEST_DEV": "1"}) as app:
        serves_both(app)
