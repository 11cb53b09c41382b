"""What systems other than Linux do not have, and what is done there instead.

Also `tests/hostile/test_journal.py`, whose tests reach files both by descriptor and by look.
"""

import importlib.util
import os
import sys
import types
from pathlib import Path
from types import ModuleType

import pytest

from scaffold.checking import processes
from scaffold.disk import locks
from scaffold.disk.project_files import clean_path
from tests.support.hostile import APP, run, write


class _Msvcrt(ModuleType):
    """Locks of Windows: one byte of a file, for one descriptor at a time."""

    LK_NBLCK, LK_UNLCK = 2, 0

    def __init__(self) -> None:
        super().__init__("msvcrt")
        self.held: dict[tuple[int, int], int] = {}

    def locking(self, descriptor: int, mode: int, count: int) -> None:
        place = os.fstat(descriptor).st_ino, os.lseek(descriptor, 0, os.SEEK_CUR)
        assert count == 1
        if mode == self.LK_UNLCK:
            del self.held[place]
        elif place in self.held:
            raise OSError(36, "resource deadlock avoided")
        else:
            self.held[place] = descriptor


def test_a_lock_of_windows_is_held_once_and_leaves_the_text_readable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "msvcrt", _Msvcrt())
    monkeypatch.setattr(sys, "platform", "win32")
    spec = importlib.util.spec_from_file_location("locks_of_windows", locks.__file__)
    assert spec is not None
    assert spec.loader is not None
    theirs: types.ModuleType = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(theirs)
    file = tmp_path / "lock"
    file.write_bytes(b"1234")
    first, second = (os.open(file, os.O_RDWR) for _ in range(2))
    try:
        assert theirs.try_lock(first)
        assert not theirs.try_lock(second)
        assert os.read(second, 10) == b"1234"
        theirs.unlock(first)
        assert theirs.try_lock(second)
    finally:
        os.close(first)
        os.close(second)


@pytest.mark.parametrize("system", ["darwin", "win32"])
def test_one_process_checks_where_none_can_be_copied(
    system: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    assert processes.worthwhile(100_000) == 1


def test_no_path_reaches_a_drive_or_a_stream_of_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    assert clean_path("a\\b.ts") == "a\\b.ts"
    monkeypatch.setattr(os, "name", "nt")
    found = [clean_path(path) for path in ("a\\b.ts", "c:a.ts", "a.ts:b", "a/b.ts")]
    monkeypatch.undo()
    assert found == [None, None, None, "a/b.ts"]


def test_commands_work_where_files_have_no_owner(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write(tmp_path, {**APP})
    monkeypatch.delattr(os, "geteuid")
    checked = run("check", cwd=root)
    assert checked.code in (0, 1), checked.err
    assert "1 function" in checked.out + checked.err
    added = run("add-function", "send-mail", "--event", "mail/asked", cwd=root)
    assert added.code == 0, added.err
    assert run("undo", cwd=root).code == 0
    assert not (root / "fns/sendMail.ts").exists()
