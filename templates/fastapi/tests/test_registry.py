"""Every function that is defined is served, under an ID of its own."""

from importlib import import_module
from pkgutil import walk_packages

import inngest
from fastapi.testclient import TestClient

from app import functions
from tests.inngest_server import InngestServer


def _defined() -> list[tuple[str, str]]:
    """The ID and the place of every function under `app/functions`."""
    found: dict[int, tuple[str, str]] = {}
    for module in walk_packages(functions.__path__, prefix="app.functions."):
        for symbol, value in vars(import_module(module.name)).items():
            if isinstance(value, inngest.Function):
                # A function that another module imports is found once.
                found.setdefault(id(value), (value.id, f"{module.name}.{symbol}"))
    return sorted(found.values())


def test_every_function_has_its_own_id() -> None:
    # The SDK keeps the last function of an ID and says nothing.
    places: dict[str, list[str]] = {}
    for function_id, place in _defined():
        places.setdefault(function_id, []).append(place)
    shared = {key: names for key, names in places.items() if len(names) > 1}

    assert not shared, f"these share an ID: {shared}"


def test_every_function_is_served(
    client: TestClient, inngest_server: InngestServer
) -> None:
    # The app registers with the stand-in, which keeps the IDs it was told.
    response = client.put("/api/inngest")
    assert response.status_code == 200, response.text
    [registration] = inngest_server.registrations
    served = {function["id"] for function in registration["functions"]}

    missing = [f"{key} ({place})" for key, place in _defined() if key not in served]

    assert not missing, f"not in the list in `app/main.py`: {', '.join(missing)}"
