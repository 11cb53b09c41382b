"""Which kinds the answers record after functions came and went: ours, and a team's own."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from scaffold.disk.changes import ChangeSet
from scaffold.project import ANSWERS_FILE, Project
from scaffold.updating import agent_files

TABLE: dict[str, tuple[list[str], set[str], set[str], list[str]]] = {
    "in the order of the question": (["webhook"], {"cron"}, set(), ["cron", "webhook"]),
    "there already": (["cron"], {"cron"}, set(), ["cron"]),
    "the last one goes": (["cron", "webhook"], set(), {"cron"}, ["webhook"]),
    "a team's own stays": (["saga", "cron"], {"approval"}, set(), ["cron", "approval", "saga"]),
}


@pytest.mark.parametrize("case", TABLE)
def test_kinds(case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    recorded, more, gone, expected = TABLE[case]

    def render(answers: Mapping[str, object]) -> tuple[dict[str, bytes], list[object]]:
        return {ANSWERS_FILE: repr(answers["kinds"]).encode()}, [*expected, *recorded]

    monkeypatch.setattr(agent_files, "_render", render)
    (tmp_path / ANSWERS_FILE).write_text(repr(recorded))
    project = Project(tmp_path, {"kinds": recorded, "_commit": "v1.1.0"}, None)
    changes = ChangeSet(project.root)
    with_kinds = agent_files.change_kinds(project, changes, more=more) if more else []
    without = agent_files.change_kinds(project, changes, gone=gone) if gone else []
    assert [*with_kinds, *without] == []
    assert (changes.read(ANSWERS_FILE) or b"").decode() == repr(expected)


def test_a_kind_that_the_template_does_not_know_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rendered: list[object] = []

    def render(answers: Mapping[str, object]) -> tuple[dict[str, bytes], list[object]]:
        rendered.append(answers["kinds"])
        return {}, ["fan-out"]

    monkeypatch.setattr(agent_files, "_render", render)
    project = Project(tmp_path, {"kinds": [], "_commit": "v0.1.0"}, None)
    notes = agent_files.change_kinds(project, ChangeSet(tmp_path), more={"cron", "fan-out"})
    assert len(notes) == 1
    assert "nothing of `cron`" in notes[0]
    assert "version `v0.1.0`" in notes[0]
    assert rendered == [[], ["fan-out"]]
