"""Registries that no entry is written in: a connection of all of a client, and a glob."""

import pytest

from scaffold.errors import ScaffoldError
from scaffold.inngest.registry.edit import find_registry, register

from .test_registry import Tree, add, tree

WORKER = """\
import { connect } from "inngest/connect";
import { inngest } from "./client";
import "./jobs/old";

await connect({ apps: [{ client: inngest }] });
"""
CONNECTED = {
    "src/worker.ts": WORKER,
    "src/client.ts": "export const inngest = 1;\n",
    "src/jobs/old.ts": "export const old = 1;\n",
}


def test_a_connection_of_all_of_a_client_imports_what_makes_a_function() -> None:
    changed = add({**CONNECTED, "src/jobs/new.ts": "export const made = 1;\n"}, "made",
                  "src/jobs/new.ts")  # fmt: skip
    expected = WORKER.replace('"./jobs/old";\n', '"./jobs/old";\nimport "./jobs/new";\n')
    assert changed == {"src/worker.ts": expected}


def test_what_a_connection_imports_already_needs_no_more() -> None:
    assert add(CONNECTED, "old", "src/jobs/old.ts") == {}


def globbed(pattern: str) -> Tree:
    route = f"""\
import {{ serve }} from "inngest/sveltekit";
import {{ inngest }} from "../../client";
const modules = import.meta.glob("{pattern}", {{ eager: true }});
const functions = Object.values(modules).flatMap((module) => Object.values(module));
export const {{ GET, POST, PUT }} = serve({{ client: inngest, functions }});
"""
    return tree({"src/routes/api/+server.ts": route, "src/client.ts": "export const inngest = 1;"})


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("/src/jobs/*.ts", "src/jobs/made.ts"),
        ("/src/jobs/**/*.{ts,js}", "src/jobs/mail/made.ts"),
        ("../../jobs/*.ts", "src/jobs/made.ts"),
        ("/src/**/*.job.ts", "src/mail/made.job.ts"),
    ],
)
def test_a_file_where_a_glob_looks_is_registered(pattern: str, path: str) -> None:
    files = globbed(pattern)
    assert register(files, find_registry(files), "made", path) == {}


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("/src/jobs/*.ts", "src/jobs/mail/made.ts"),
        ("/src/jobs/*.ts", "src/other/made.ts"),
        ("./jobs/*.ts", "src/jobs/made.ts"),
    ],
)
def test_a_file_elsewhere_is_refused_and_nothing_is_to_be_pasted(pattern: str, path: str) -> None:
    files = globbed(pattern)
    with pytest.raises(ScaffoldError) as caught:
        register(files, find_registry(files), "made", path)
    assert f"`{pattern}` matches are registered by themselves" in caught.value.message
    assert caught.value.hint == (
        f"put the file where `{pattern}` looks: name the folder with `--functions-dir`"
    )
