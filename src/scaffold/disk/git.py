"""The one place that starts git.

Git runs programs that its settings name: a monitor, hooks, filters, a viewer of differences, a
signer, a transport. The settings of a repository may be an attacker's, and none of theirs is ever
run; those that users put into their own settings are theirs. Which repository it is, git is told:
it would also find one that only looks like one, and obey the variables of the hook it runs in.
"""

import os
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from scaffold.disk.work_tree import WorkTree, common_directory, find_work_tree, read_regular
from scaffold.errors import ScaffoldError
from scaffold.shown import argument

SECONDS = 60
"""How long git may take where it waits for nobody: no network, no person, no program of theirs."""

# Who commits, and where the user's own settings are; tests and CI set them.
_KEPT = frozenset(
    {f"GIT_{who}_{what}" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL", "DATE")}
    | {"GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM"}
)
# How a user's git reaches a server: their variables, for a template that is fetched.
_KEPT_TO_FETCH = _KEPT | {
    "GIT_ALLOW_PROTOCOL", "GIT_ASKPASS", "GIT_PROTOCOL_FROM_USER", "GIT_PROXY_COMMAND",
    "GIT_PROXY_SSL_CAINFO", "GIT_SSH", "GIT_SSH_COMMAND", "GIT_SSH_VARIANT", "GIT_SSL_CAINFO",
    "GIT_SSL_CAPATH", "GIT_SSL_CERT", "GIT_SSL_KEY", "GIT_SSL_NO_VERIFY", "GIT_TERMINAL_PROMPT",
}  # fmt: skip
# What may run in any command that looks at a repository.
_NONE_BUT_HOOKS = {
    "core.fsmonitor": "false",
    "protocol.ext.allow": "never",
    "safe.bareRepository": "explicit",
}
_NO_PROGRAMS = _NONE_BUT_HOOKS | {"core.hooksPath": os.devnull}
_ALONE = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
_WORTH_ASKING = re.compile(rb"filter|include|attributesfile|orderfile", re.IGNORECASE)
_LARGEST_SETTINGS = 100_000
# Written through a link, they would be files elsewhere.
_WRITTEN = {"update-index": "index", "hash-object": "objects"}


class Done(NamedTuple):
    """What git answered."""

    code: int
    out: bytes
    why: str
    """What it complained of."""


def entries_of(listed: bytes) -> list[str]:
    """Return what git lists with `-z`; bytes that are not UTF-8 are surrogates."""
    return listed.decode("utf-8", "surrogateescape").split("\0")[:-1]


class Repository:
    """A repository as seen from a folder of its work tree."""

    def __init__(self, tree: WorkTree, folder: Path) -> None:
        self.tree = tree
        self._folder = folder

    @property
    def prefix(self) -> str:
        """The way from the top of the work tree to the folder, as git writes it before paths."""
        return self.tree.prefix(self._folder)

    @property
    def is_partial(self) -> bool:
        """Whether objects may be missing that git would fetch when it comes upon them."""
        packs = common_directory(self.tree.git_directory) / "objects/pack"
        return any(packs.glob("*.promisor"))

    def at_top(self) -> "Repository":
        """Return the repository as seen from the top of its work tree."""
        return Repository(self.tree, self.tree.top)

    def run(self, *arguments: str, stdin: bytes = b"") -> Done:
        """Run git and return what it answered.

        Raises ScaffoldError when git is missing, or does not answer in time.
        """
        written = _WRITTEN.get(arguments[0])
        if written is not None and (self.tree.git_directory / written).is_symlink():
            raise ScaffoldError(
                f"`{self.tree.git_directory / written}` is a link, so it is not written to",
                "put what it leads to in its place",
            )
        settings = _NO_PROGRAMS | users_settings(self.tree)
        return _run([*_place(self.tree), *arguments], self._folder, settings, stdin=stdin)

    def has_hooks(self) -> bool:
        """Return whether a commit of the user's would run a hook."""
        asked = [*_place(self.tree), "rev-parse", "--git-path", "hooks"]
        folder = self._folder / os.fsdecode(_run(asked, self._folder, _NONE_BUT_HOOKS).out.strip())
        if not folder.is_dir():
            return False
        return any(
            one.is_file() and one.suffix != ".sample" and os.access(one, os.X_OK)
            for one in folder.iterdir()
        )

    def first_commit(self, message: str, *, hooks: bool, again: bool = False) -> Done:
        """Commit what is staged as the user would, with their signature.

        With `again` it takes the place of the commit that was just made. With `hooks`, those in
        the repository run; it must be one that the user's git just made.
        """
        amend = ["--amend"] if again else []
        # A signer asks for a password, and a hook takes as long as it takes.
        return _run(
            [*_place(self.tree), "commit", "--quiet", *amend, "-m", message],
            self._folder,
            _NONE_BUT_HOOKS if hooks else _NO_PROGRAMS,
            variables={} if hooks else _ALONE,
            is_bounded=False,
        )

    def output(self, *arguments: str, stdin: bytes = b"") -> bytes:
        """Return what git prints.

        Raises ScaffoldError, with git's reason, when it cannot do it.
        """
        done = self.run(*arguments, stdin=stdin)
        if done.code != 0:
            raise ScaffoldError(
                f"git cannot read the repository of `{self._folder}`: {done.why}",
                f"see what `git {arguments[0]}` says there",
            )
        return done.out


def find_repository(folder: Path) -> Repository | None:
    """Return the repository whose work tree holds a folder; None when git would not use it."""
    tree = find_work_tree(folder)
    if tree is None or not _is_trusted(tree):
        return None
    return Repository(tree, folder)


def open_repository(folder: Path, *, why: str) -> Repository:
    """Return the repository whose work tree holds a folder.

    Raises ScaffoldError, with `why` one is needed, when there is none that git would use.
    """
    found = find_repository(folder)
    if found is not None:
        return found
    tree = find_work_tree(folder)
    if tree is not None:
        raise ScaffoldError(
            f"the git repository `{tree.top}` belongs to somebody else, so git does not use it",
            "if you trust it, run `git config --global --add safe.directory "
            f"{argument(str(tree.top))}`",
        )
    raise ScaffoldError(
        f"`{folder}` is in no git repository, so {why}",
        "run `git init`, `git add --all` and `git commit` first",
    )


def run_outside(*arguments: str, folder: Path, stdin: bytes = b"", protocols: str = "none") -> Done:
    """Run a command of git that needs no repository, and let it see none.

    `protocols` are those it may fetch by, as git names them.
    Raises ScaffoldError when git is missing, or does not answer in time.
    """
    where = [] if arguments[0] in ("clone", "init") else [f"--git-dir={os.devnull}"]
    return _run(
        [*where, *arguments],
        folder,
        _NO_PROGRAMS,
        stdin=stdin,
        variables=_ALONE | {"GIT_ALLOW_PROTOCOL": protocols},
    )


def require_git() -> str:
    """Return the path of git.

    Raises ScaffoldError when there is none.
    """
    program = _program(os.environ.get("PATH", os.defpath))
    if program is None:
        raise ScaffoldError(
            "cannot find `git`: templates and what changed are read with it",
            "install git and run this again",
        )
    return program


def environment_to_fetch(folder: Path | None, *, ask: bool) -> dict[str, str]:
    """Return the variables for programs that start git by themselves, to fetch a template.

    `folder` is the template where it is on this machine; `ask` lets git ask for a password.
    """
    found = _environment(_KEPT_TO_FETCH)
    if not ask:
        found.setdefault("GIT_TERMINAL_PROMPT", "0")
    tree = find_work_tree(folder) if folder is not None else None
    settings = list(_settings_of_environment())
    settings += (_NO_PROGRAMS | (users_settings(tree) if tree is not None else {})).items()
    found["GIT_CONFIG_COUNT"] = str(len(settings))
    for number, (name, value) in enumerate(settings):
        found |= {f"GIT_CONFIG_KEY_{number}": name, f"GIT_CONFIG_VALUE_{number}": value}
    return found


def _settings_of_environment() -> Iterator[tuple[str, str]]:
    """Yield the settings in variables, in which CI has what lets it fetch."""
    count = os.environ.get("GIT_CONFIG_COUNT", "")
    for number in range(int(count) if count.isdecimal() and len(count) < 4 else 0):
        name = os.environ.get(f"GIT_CONFIG_KEY_{number}")
        value = os.environ.get(f"GIT_CONFIG_VALUE_{number}")
        if name is not None and value is not None:
            yield name, value


def users_settings(tree: WorkTree) -> dict[str, str]:
    """Return settings in the place of those that a repository should not have: the user's, or none.

    They name filters, which are programs, and files that need not be files.
    """
    if not _is_worth_asking(tree):
        return {}
    listing = ("config", "--list", "--show-scope", "--null")
    done = _run([*_place(tree), *listing], tree.top, _NO_PROGRAMS)
    if done.code != 0:
        raise ScaffoldError(
            f"git cannot read the settings of `{tree.top}`: {done.why}",
            f"mend `{tree.git_directory / 'config'}`",
        )
    users: dict[str, str] = {}
    named: dict[str, str] = {}
    for scope, name, value in _settings(done.out):
        if scope in ("local", "worktree"):
            named[name] = value
        elif scope != "command":
            users[name] = value
    own = {}
    for name, value in named.items():
        section = name.rpartition(".")[0]
        # A device has no end, and git reads to the end of these.
        if name == "diff.orderfile" or (
            name == "core.attributesfile" and not _is_file(tree, value)
        ):
            own[name] = users.get(name, os.devnull)
        elif section.startswith("filter."):
            if "=" in section:
                raise ScaffoldError(
                    f"the settings of `{tree.top}` name a filter `{section[7:]}`, which cannot be "
                    "turned off, and no program that a repository names is run",
                    f"rename it, without `=`, in `{tree.git_directory / 'config'}`",
                )
            for one, off in (("clean", ""), ("smudge", ""), ("process", ""), ("required", "false")):
                own[f"{section}.{one}"] = users.get(f"{section}.{one}", off)
    return own


def _is_file(tree: WorkTree, name: str) -> bool:
    return (tree.top / os.path.expanduser(name)).is_file()  # noqa: PTH111


def _is_worth_asking(tree: WorkTree) -> bool:
    """Whether the settings may name such a thing: those of hardly any repository do."""
    files = (
        common_directory(tree.git_directory) / "config",
        tree.git_directory / "config.worktree",
    )
    texts = [read_regular(file, _LARGEST_SETTINGS + 1) or b"" for file in files]
    return any(_WORTH_ASKING.search(text) or len(text) > _LARGEST_SETTINGS for text in texts)


def _settings(listed: bytes) -> Iterator[tuple[str, str, str]]:
    fields = listed.decode("utf-8", "surrogateescape").split("\0")
    for scope, setting in zip(fields[::2], fields[1::2], strict=False):
        name, _, value = setting.partition("\n")
        yield scope, name, value


def _is_trusted(tree: WorkTree) -> bool:
    """Whether git would use a repository that it finds: the user's, or declared as safe."""
    if not hasattr(os, "geteuid"):
        return True
    user = os.geteuid()
    users = {user}
    if user == 0 and os.environ.get("SUDO_UID", "").isdigit():
        users.add(int(os.environ["SUDO_UID"]))
    try:
        owners = {path.lstat().st_uid for path in (tree.top, tree.top / ".git", tree.git_directory)}
    except OSError:
        return False
    return owners <= users or _is_declared_safe(tree.top)


def _is_declared_safe(top: Path) -> bool:
    done = run_outside("config", "--null", "--get-all", "safe.directory", folder=top)
    declared = [os.fsdecode(value) for value in done.out.split(b"\0")[:-1]]
    while "" in declared:  # what stands before an empty one does not count
        declared = declared[declared.index("") + 1 :]
    return any(
        one == "*"
        or os.path.realpath(os.path.expanduser(one)) == str(top)  # noqa: PTH111
        or (one.endswith("/*") and str(top).startswith(os.path.realpath(one[:-2]) + os.sep))
        for one in declared
    )


def _place(tree: WorkTree) -> tuple[str, str]:
    return f"--git-dir={tree.git_directory}", f"--work-tree={tree.top}"


def _run(
    arguments: Sequence[str],
    folder: Path,
    settings: Mapping[str, str],
    *,
    stdin: bytes = b"",
    variables: Mapping[str, str] = _ALONE,
    is_bounded: bool = True,
) -> Done:
    program = require_git()
    given = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    try:
        done = subprocess.run(
            [program, *given, *arguments],
            cwd=folder,
            env={**_environment(_KEPT), **variables},
            input=stdin,
            capture_output=True,
            timeout=SECONDS if is_bounded else None,
        )
    except subprocess.TimeoutExpired:
        raise ScaffoldError(
            f"git did not answer within {SECONDS} seconds in `{folder}`",
            "look for a pipe or a device among its files and settings",
        ) from None
    except OSError as error:
        raise ScaffoldError(
            f"cannot start `{program}` in `{folder}`: {error.strerror}", "see that git works there"
        ) from None
    return Done(done.returncode, done.stdout, reason(done.stderr.decode(errors="replace")))


def reason(said: str) -> str:
    """Return why git could not do it, from what it said."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    found = [
        line.removeprefix("fatal: ").removeprefix("error: ")
        for line in lines
        if line.startswith(("fatal: ", "error: ", "ERROR: ", "ssh: ", "remote: "))
    ]
    return "; ".join(dict.fromkeys(found[-2:] or lines[-1:])) or "no reason given"


def _environment(kept: frozenset[str]) -> dict[str, str]:
    """Return the environment without what steers git, and without programs of the folder at hand.

    A search path may name the working directory, by a dot or by nothing between two colons.
    """
    found = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name in kept
    }
    found["PATH"] = os.pathsep.join(_folders(os.environ.get("PATH", os.defpath)))
    return found


def _folders(search_path: str) -> list[str]:
    return [folder for folder in search_path.split(os.pathsep) if os.path.isabs(folder)]  # noqa: PTH117


@cache
def _program(search_path: str) -> str | None:
    """Return git, from the folders of the search path that do not depend on where we are."""
    name = "git.exe" if os.name == "nt" else "git"
    for folder in _folders(search_path):
        program = os.path.join(folder, name)  # noqa: PTH118
        if os.path.isfile(program) and os.access(program, os.X_OK):  # noqa: PTH113
            return program
    return None
