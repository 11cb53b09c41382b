"""Whatever the user wrote, an update loses none of it."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scaffold.project import ANSWERS_FILE
from scaffold.template import store as template_store
from scaffold.template.fresh_render import FreshRender, fresh_render
from scaffold.template.ownership import ownership, split_block
from scaffold.updating.text_merge import plain
from scaffold.updating.update_merge import decide, merge_seeded
from tests.support.template_packages import NEXT, answers_for, make_package, use_package

Renders = tuple[FreshRender, FreshRender]

WRITTEN = st.sampled_from(
    [
        "- mine",
        "",
        "  mine, indented",
        "```",
        "# Mine",
        "<!-- mine -->",
        "ü € 😀",
        "=======",
        "a\tb",
    ]
)
EDITS = st.lists(
    st.tuples(
        st.integers(0, 10_000),
        st.sampled_from(["insert", "replace", "delete", "append"]),
        WRITTEN,
    ),
    max_size=6,
)


@pytest.fixture(scope="session")
def renders(tmp_path_factory: pytest.TempPathFactory) -> Renders:
    """What the newest released version makes, and what the next one does."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(tmp_path_factory.mktemp("home")))
        use_package(patch, make_package(tmp_path_factory.mktemp("package")))
        answers = answers_for("nextjs-v4", kinds=["cron", "fan-out"])
        source, released = template_store.SOURCE, list(template_store.released())
        old, new = (fresh_render(source, version, answers) for version in released[-2:])
        assert new.version == NEXT
        return old, new


def edited(content: bytes, edits: list[tuple[int, str, str]], windows: bool) -> bytes:
    lines = content.decode().split("\n")
    for where, what, written in edits:
        at = where % len(lines)
        if what == "insert":
            lines.insert(at, written)
        elif what == "replace":
            lines[at] = written
        elif what == "delete" and len(lines) > 1:
            del lines[at]
        else:
            lines.append(written)
    text = "\n".join(lines)
    return (text.replace("\n", "\r\n") if windows else text).encode()


@st.composite
def projects(draw: st.DrawFn, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Draw a project: some files edited, some deleted, some the user's own."""
    project = dict(files)
    for path in draw(st.lists(st.sampled_from(sorted(files)), max_size=6, unique=True)):
        if path == ANSWERS_FILE:
            continue
        edits = draw(EDITS)
        if edits and all(what == "delete" for _, what, _ in edits):
            del project[path]
        else:
            project[path] = edited(project[path], edits, draw(st.booleans()))
    return project


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_every_line_of_the_user_is_there_after_an_update(
    renders: Renders, data: st.DataObject
) -> None:
    old, new = renders
    before = data.draw(projects(old.files))
    owner = ownership().owner
    decisions = decide(before.get, old.files, new.files, owner)
    seeded, _ = merge_seeded(
        before.get, old.files, new.files, owner, whole=data.draw(st.booleans())
    )
    after = dict(before)
    for decision in (*decisions, *seeded):
        if decision.status == "deleted":
            del after[decision.path]
        elif decision.content is not None:
            after[decision.path] = decision.content
    for path, content in before.items():
        rendered = Counter(plain(old.files.get(path, b"")).split(b"\n"))
        # Content that the template had anyway is not the user's; the rest must be there.
        mine = Counter(plain(content).split(b"\n")) - rendered
        assert mine - Counter(plain(after.get(path, b"")).split(b"\n")) == Counter(), path
    for path in before.keys() ^ after.keys():
        assert path not in before or plain(before[path]) == plain(old.files[path])
        assert path not in after or path not in old.files
    for path in old.files:
        if owner(path) == "block" and path in before and split_block(before[path])[1]:
            above, _, below = split_block(before[path])
            assert after[path].startswith(above)
            assert after[path].endswith(below)
    # Nothing is left to do the second time, but where the user decides.
    for decision in decide(after.get, new.files, new.files, owner):
        assert decision.status == "kept"


def test_the_strategy_reaches_every_class(renders: Renders, tmp_path: Path) -> None:
    old, new = renders
    owner = ownership().owner
    assert {owner(path) for path in old.files} == {"managed", "block", "seeded"}
    assert {path for path in old.files if old.files[path] != new.files.get(path)}
