"""Where the end-to-end tests make projects and install their packages, once per session."""

import os
import shutil
import sys
from dataclasses import dataclass, field
from pathlib import Path

import uv

from tests.support.cli import scaffold
from tests.support.environments import install, new_environment
from tests.support.proof import proved, proved_by, subject_of

from .answers import KINDS, Answers, fastapi
from .processes import Finished, run

# npm and pip keep the settings and caches of whoever runs the tests; everything else gets a home
# of its own. Read on import, before a test replaces it.
_TOOL_HOME = os.environ.get("HOME", "")
_INSTALL_TIMEOUT = 600
TYPE_CHECK = Path(__file__).with_name("type_check.mjs")
_INSTALLED = ("--non-interactive", "--defaults", "--install")
_UNATTENDED = ("--non-interactive", "--defaults", "--no-git")


@dataclass
class Workshop:
    """A directory for one test session. Projects that are not changed are made only once."""

    root: Path
    home: Path
    rendered: dict[Answers, Path] = field(default_factory=dict)
    contents: dict[Answers, dict[str, bytes]] = field(default_factory=dict)
    with_packages: dict[str, Path] = field(default_factory=dict)  # of each major of the SDK

    def render(self, answers: Answers, directory: Path | None = None) -> Path:
        """Return a project made by `scaffold new`; shared unless a directory is given."""
        if directory is None and answers in self.rendered:
            return self.rendered[answers]
        project = directory or self.root / answers.name
        options = (*answers.flags, *_UNATTENDED)
        done = scaffold("new", project, *options, cwd=self.root, HOME=str(self.home))
        assert done.code == 0, done.err
        subject = subject_of(project)
        proved("rendered", subject, answers.package_manager)
        for kind in answers.kinds or ("event",):
            proved("with kinds", subject, kind)
        if directory is None:
            self.rendered[answers] = project
            self.contents[answers] = {
                path.relative_to(project).as_posix(): path.read_bytes()
                for path in sorted(project.rglob("*"))
                if path.is_file()
            }
        return project

    def files(self, answers: Answers) -> dict[str, bytes]:
        """Return the files of these answers as they were made, before any tool ran."""
        self.render(answers)
        return self.contents[answers]

    def npm(self, project: Path, *words: str, timeout: float = 300) -> Finished:
        """Run npm in a project."""
        return run(["npm", *words], project, env={"HOME": _TOOL_HOME}, timeout=timeout)

    def npm_installed(self, answers: Answers) -> Path:
        """Return the shared project of these answers with its own `node_modules`."""
        project = self.render(answers)
        packages = project / "node_modules"
        if packages.is_symlink():
            # Enough to check the project, but Next.js does not build with it.
            packages.unlink()
        if not packages.is_dir():
            self.npm_install(project, answers.sdk)
        return project

    def npm_install(self, project: Path, sdk: str) -> None:
        """Install a project's packages, from those that npm has put into another one.

        An installation from nothing unpacks 700 megabytes, which takes a minute of the processor.
        """
        like = self.with_packages.get(sdk) or self.first_installed()
        packages = project / "node_modules"
        shutil.copytree(like / "node_modules", packages, symlinks=True, copy_function=os.link)
        words = ("install", "--no-audit", "--no-fund")
        self.npm(project, *words, timeout=_INSTALL_TIMEOUT).check()
        self.with_packages.setdefault(sdk, project)

    def first_installed(self) -> Path:
        """Return the one project whose packages come from nothing: `new --install` made it."""
        project = self.root / "first" / "shop"
        if not project.is_dir():
            self.new_installed(Answers(sdk="4", kinds=KINDS), project)
            self.with_packages["4"] = project
        return project

    def new_installed(self, answers: Answers, project: Path) -> Path:
        """Return a project that `new --install` made and committed."""
        settings = self.home / ".gitconfig"
        settings.write_text("[user]\n\tname = Test Person\n\temail = test@example.com\n")
        path = f"{Path(uv.find_uv_bin()).parent}{os.pathsep}{os.environ['PATH']}"
        run(
            [sys.executable, "-m", "scaffold", "new", project, *answers.flags, *_INSTALLED],
            self.root,
            env={"HOME": _TOOL_HOME, "GIT_CONFIG_GLOBAL": str(settings), "PATH": path},
            timeout=_INSTALL_TIMEOUT,
        ).check()
        proved_by([answers.package_manager, "install"], project)
        return project

    def node_modules(self, sdk: str) -> Path:
        """Return the packages of a full project, for the projects that only need to be checked."""
        return self.npm_installed(Answers(sdk=sdk, kinds=KINDS)) / "node_modules"

    def with_node_modules(self, answers: Answers) -> Path:
        """Return the shared project of these answers with the packages of its SDK's full one."""
        project = self.render(answers)
        packages = self.node_modules(answers.sdk)
        if not (project / "node_modules").exists():
            (project / "node_modules").symlink_to(packages, target_is_directory=True)
        return project

    def python(self) -> Path:
        """Return the interpreter of the full FastAPI project, whose packages pip installed."""
        project = self.render(fastapi(KINDS))
        python = project / ".venv/bin/python"
        if not python.exists():
            run([sys.executable, "-m", "venv", ".venv"], project, timeout=120).check()
            command: list[str | Path] = [python, "-m", "pip", "install", "--quiet", "-e", ".[dev]"]
            home = {"HOME": _TOOL_HOME}
            run(command, project, env=home, timeout=_INSTALL_TIMEOUT).check()
        return python

    def environment(self, project: Path) -> Path:
        """Return the interpreter of a project's own environment, with what its manifest names."""
        if project == self.rendered.get(fastapi(KINDS)):
            return self.python()
        python = project / ".venv/bin/python"
        if not python.exists():
            install(new_environment(project / ".venv"), project, "-e", ".[dev]")
        return python

    def copy(self, project: Path, target: Path) -> Path:
        """Return a copy to break, with the same packages."""
        shutil.copytree(
            project, target, symlinks=True, ignore=shutil.ignore_patterns("node_modules", ".next")
        )
        (target / "node_modules").symlink_to(
            (project / "node_modules").resolve(), target_is_directory=True
        )
        return target
