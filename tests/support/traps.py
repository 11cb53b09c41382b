"""Repositories whose git settings name a program everywhere a program can be named."""

import os
import shutil
import subprocess
from pathlib import Path

from tests.support.function_projects import git

HOOKS = (
    "post-checkout", "post-commit", "post-index-change", "post-merge", "post-rewrite",
    "pre-auto-gc", "pre-commit", "prepare-commit-msg", "commit-msg", "pre-merge-commit",
    "reference-transaction", "fsmonitor-watchman",
)  # fmt: skip
COMMANDS = (
    "add", "cat-file", "commit", "config", "diff", "diff-index", "hash-object", "init", "log",
    "ls-files", "ls-tree", "merge-base", "rev-list", "rev-parse", "show", "status", "update-index",
    "var",
)  # fmt: skip
ATTRIBUTES = "* filter=trap diff=trap merge=trap\n*.json filter=long\n"


class Trap:
    """A program that writes down every run of it."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self.folder = folder
        self._log = folder / "log"
        self.program = self.named("trap")
        for name in HOOKS:
            self.named(name)

    def named(self, name: str) -> Path:
        """Return the program under another name."""
        program = self.folder / name
        passes = 'case "$1" in clean|smudge) exec cat;; textconv) exec cat "$2";; esac'
        program.write_text(f'#!/bin/sh\necho "$0 $*" >> {self._log}\n{passes}\n')
        program.chmod(0o755)
        return program

    def forget(self) -> None:
        """Drop what is written down so far."""
        self._log.unlink(missing_ok=True)

    @property
    def runs(self) -> list[str]:
        """Return how it was called, once per run."""
        return self._log.read_text().splitlines() if self._log.is_file() else []

    def settings(self) -> str:
        """Return settings of git in which every value that can be a program is this one."""
        run = self.program
        aliases = "".join(f"\t{command} = !{run} alias\n" for command in COMMANDS)
        pagers = "".join(f"\t{command} = {run} pager\n" for command in COMMANDS)
        return f"""
[core]
\tfsmonitor = {run}
\thooksPath = {self.folder}
\tpager = {run}
\teditor = {run}
\taskPass = {run}
\tsshCommand = {run}
\tgitProxy = {run}
\talternateRefsCommand = {run}
[filter "trap"]
\tclean = {run} clean
\tsmudge = {run} smudge
\trequired = true
[filter "long"]
\tprocess = {run} process
\trequired = true
[diff]
\texternal = {run} external
[diff "trap"]
\tcommand = {run} command
\ttextconv = {run} textconv
[merge "trap"]
\tdriver = {run} merge
[gpg]
\tprogram = {run}
[commit]
\tgpgSign = true
[log]
\tshowSignature = true
[credential]
\thelper = !{run}
[sequence]
\teditor = {run}
[uploadpack]
\tpackObjectsHook = {run}
[remote "origin"]
\turl = ssh://example.invalid/x
\tuploadpack = {run}
\tpromisor = true
\tpartialclonefilter = blob:none
[remote "helper"]
\turl = .
\tvcs = {run.name}
\tpromisor = true
[remote "here"]
\turl = .
\tuploadpack = {run}
\tpromisor = true
[alias]
{aliases}[pager]
{pagers}"""


def spring(root: Path, trap: Trap) -> None:
    """Give a committed repository such settings, attributes, hooks and a signature.

    They stand in an included file, and name another folder as the work tree.
    """
    (root / ".gitattributes").write_text(ATTRIBUTES)
    git(root, "add", "-A")
    git(root, "commit", "-qm", "Attributes")
    _sign_the_last_commit(root)
    (root / "later.md").write_text("later\n")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "A later state")
    # Nothing is as old as the index says, so every file is looked into.
    for path in root.rglob("*"):
        if path.is_file() and ".git" not in path.relative_to(root).parts:
            os.utime(path, (1, 1))
    settings = trap.settings() + f"[core]\n\tworktree = {trap.folder}\n"
    (root / ".git/more").write_text(settings)
    with (root / ".git/config").open("a") as config:
        config.write("[include]\n\tpath = more\n")
    shutil.copytree(trap.folder, root / ".git/hooks", dirs_exist_ok=True)


def embed(root: Path, app: Path, trap: Trap) -> None:
    """Make a folder of a repository, committed, a git directory by itself, as a clone can be."""
    bare = root / "bare"
    subprocess.run(["git", "clone", "-q", "--bare", root, bare], check=True)
    for entry in bare.iterdir():
        if entry.name != "config":
            shutil.move(entry, app / entry.name)
    shutil.rmtree(bare)
    settings = "[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tworktree = .\n"
    (app / "config").write_text(settings + trap.settings())
    git(root, "add", "-A")
    git(root, "commit", "-qm", "A project with everything in it")
    (app / ".gitattributes").write_text(ATTRIBUTES)
    git(root, "add", "-A")
    git(root, "commit", "-qm", "Attributes")


def _sign_the_last_commit(root: Path) -> None:
    text = git(root, "cat-file", "commit", "HEAD").stdout
    head, _, message = text.partition(b"\n\n")
    signature = b"gpgsig -----BEGIN PGP SIGNATURE-----\n \n none\n -----END PGP SIGNATURE-----"
    signed = head + b"\n" + signature + b"\n\n" + message
    made = git(root, "hash-object", "-t", "commit", "-w", "--stdin", input=signed).stdout
    git(root, "update-ref", "HEAD", made.decode().strip())
