"""The only importer of copier: renders templates into temporary folders."""

import errno
import os
import re
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext, redirect_stderr
from dataclasses import dataclass
from importlib import import_module
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from scaffold.disk.git import environment_to_fetch, reason
from scaffold.errors import ScaffoldError
from scaffold.template.prompt_keys import leavable_prompts
from scaffold.template.rendered_paths import refuse_unsafe
from scaffold.template.store import SOURCE

if TYPE_CHECKING:
    from copier import Settings

# What git says of a reference that is not there; copier's own words are others.
_OF_REF = re.compile("reference|revision|pathspec|object name")
# One path of a template stands in the way of another, or is none.
_OF_TEMPLATE = frozenset(
    {errno.EEXIST, errno.EISDIR, errno.ENOTDIR, errno.ELOOP, errno.ENAMETOOLONG, errno.EINVAL}
)


@dataclass(frozen=True, kw_only=True)
class Rendered:
    """What copier knows of a template after rendering it."""

    answers: dict[str, object]
    """All answers, computed ones included."""
    questions: dict[str, Any]
    """The questions as `copier.yml` declares them, by name."""
    skip_if_exists: tuple[str, ...]


def load() -> None:
    """Import copier, which takes longer than rendering a template."""
    import_module("copier")


def render(
    source: str,
    destination: Path,
    answers: Mapping[str, object],
    *,
    ref: str | None,
    ask: bool = False,
    preferred: Mapping[str, object] | None = None,
) -> Rendered:
    """Render a template into a new folder and return what is known of it.

    `answers` are taken as given; the rest is asked with `ask`, and takes its default without.
    `preferred` are defaults that go before the questions' own.
    Raises ScaffoldError for whatever copier reports and for what no template may bring,
    KeyboardInterrupt when a prompt is left.
    """
    from copier import run_copy

    try:
        with (
            _variables_of(source, ask=ask),
            _without_git_for_each_file(),
            _compiling_once(),
            leavable_prompts() if ask else nullcontext(),
        ):
            worker = run_copy(
                source,
                destination,
                dict(answers),
                vcs_ref=ref,
                settings=_settings(source),
                defaults=not ask,
                overwrite=True,
                quiet=True,
                user_defaults=dict(preferred or {}),
            )
    except Exception as error:
        _raise_as_ours(error, source, ref, destination)
    refuse_unsafe(destination, _shown(source))
    return Rendered(
        # Copier mixes its own values and functions in with the answers.
        answers={
            name: value
            for name, value in worker.answers.combined.items()
            if not name.startswith("_") and not callable(value)
        },
        questions=dict(worker.template.questions_data),
        skip_if_exists=tuple(worker.template.skip_if_exists),
    )


def _settings(source: str) -> "Settings":
    """Return copier's settings of the user, less what they trust: nothing of a template runs.

    None of them for our templates, where what is made depends on the answers alone.
    """
    from copier import Settings, load_settings

    defaults = {} if source == SOURCE else load_settings().defaults
    return Settings(defaults=defaults, trust=[])


def fetched(source: str, ref: str | None) -> Path:
    """Return a template's folder as it is rendered: at a version, None for its newest.

    What is fetched for that lies among the temporary files.
    Raises ScaffoldError for whatever copier reports.
    """
    # What is public of copier tells the questions only of what it could render.
    from copier._template import Template

    try:
        # What copier says of uncommitted changes and missing tags, it says again when it renders.
        with (
            _variables_of(source, ask=False),
            warnings.catch_warnings(),
            redirect_stderr(StringIO()),
        ):
            warnings.simplefilter("ignore")
            return Template(url=source, ref=ref).local_abspath
    except Exception as error:
        _raise_as_ours(error, source, ref, Path(source))


@contextmanager
def _variables_of(source: str, *, ask: bool) -> Iterator[None]:
    """Let the git that copier starts run nothing that a repository names, be it the template's."""
    from plumbum import local  # copier starts git with it, and it remembers the variables

    folder = Path(source).expanduser()
    variables = environment_to_fetch(folder if folder.is_dir() else None, ask=ask)
    before = dict(os.environ)
    with local.env():
        for names in (os.environ, local.env):
            for name in set(names.keys()) - variables.keys():
                del names[name]
            names.update(variables)
        try:
            yield
        finally:
            os.environ.clear()
            os.environ.update(before)


@contextmanager
def _without_git_for_each_file() -> Iterator[None]:
    """Leave out what copier asks git about each file, which is half of the time of a render.

    It sets the right to run a file in git's index, on systems whose files have none. What is
    rendered here is in no index yet. A copier that has no such method asks nothing.
    """
    from copier import _main

    worker, asks = getattr(_main, "Worker", None), "_sync_git_index_executable_bit"
    if hasattr(worker, asks):
        with _replaced(worker, asks, lambda *_: None):
            yield
    else:
        yield


# The code of what templates say, by its text, its name and what else it depends on.
_COMPILED: dict[tuple[object, ...], Any] = {}


@contextmanager
def _compiling_once() -> Iterator[None]:
    """Compile each text of a template once, which is a fifth of the time of a render.

    Copier compiles every part of every path anew, and a command that renders twice renders nearly
    the same texts.
    """
    from jinja2 import Environment

    compiles: Any = Environment.compile

    def compile_once(of: Environment, source: Any, name: Any = None, *rest: Any) -> Any:
        if not isinstance(source, str) or any(rest[1:]):
            return compiles(of, source, name, *rest)
        # Where the file lies stands in tracebacks only: each render has a folder of its own.
        key = (type(of), of.lexer, of.undefined, of.autoescape, of.finalize, name, source)
        if key in _COMPILED:
            of.preprocess(source, name)  # an extension of copier's forgets the last path there
        else:
            _COMPILED[key] = compiles(of, source, name, *rest)
        return _COMPILED[key]

    with _replaced(Environment, "compile", compile_once):
        yield


@contextmanager
def _replaced(owner: Any, name: str, by: object) -> Iterator[None]:
    before = getattr(owner, name)
    setattr(owner, name, by)
    try:
        yield
    finally:
        setattr(owner, name, before)


def _raise_as_ours(error: Exception, source: str, ref: str | None, destination: Path) -> NoReturn:
    """Raise what went wrong in a template as ScaffoldError, in three parts."""
    from copier.errors import CopierAnswersInterrupt, InteractiveSessionError, UnsafeTemplateError
    from plumbum import ProcessExecutionError

    named = f"the template `{_shown(source)}`"
    if isinstance(error, ScaffoldError):
        raise error
    if isinstance(error, CopierAnswersInterrupt):
        raise KeyboardInterrupt from None
    if isinstance(error, EOFError | InteractiveSessionError):
        raise ScaffoldError(
            "the input ended before every question was answered",
            "give the answers as options; `--help` names them",
        ) from None
    if isinstance(error, UnsafeTemplateError):
        features = str(error).partition(": ")[2].partition(".\n")[0]
        raise ScaffoldError(
            f"{named} uses {features}, which run code of it, and no code of a template is run",
            "take them out of the template, or use copier itself for it",
        ) from None
    if isinstance(error, ProcessExecutionError):
        why = reason(str(error.stderr))
        if ref is None or not (ref in why and _OF_REF.search(why)):
            raise ScaffoldError(
                f"cannot fetch {named}: {why}",
                "check the address and your access with `git ls-remote`, and try again",
            ) from None
        raise _no_ref(named, ref) from None
    if isinstance(error, OSError):
        _raise_of_disk(error, named, destination)
    if str(error).startswith("Unknown revision") and ref is not None:
        raise _no_ref(named, ref) from None
    if str(error) == "Local template must be a directory.":
        raise ScaffoldError(
            f"there is no template at `{_shown(source)}`: it is no folder, repository or bundle",
            "check its name; the address of a repository ends in `.git` or begins with `git+`",
        ) from None
    if source == SOURCE and not isinstance(error, ValueError):
        raise error
    said = " ".join(str(error).split()) or f"copier does not take it ({type(error).__name__})"
    raise ScaffoldError(
        f"cannot render {named}{_place_of(error)}: {said}",
        "mend the template, or use another version of it",
    ) from None


def _place_of(error: Exception) -> str:
    """The file and line that Jinja names, as words to put behind a template's name."""
    from jinja2 import TemplateError

    if not isinstance(error, TemplateError):
        return ""
    file = getattr(error, "filename", None) or getattr(error, "name", None)
    line = getattr(error, "lineno", None)
    return f" in `{file}`" * bool(file) + f", line {line}" * bool(line)


def _no_ref(named: str, ref: str) -> ScaffoldError:
    return ScaffoldError(
        f"{named} has no version, branch or commit `{ref}`",
        "see what it has with `git ls-remote`, and name one of those",
    )


def _raise_of_disk(error: OSError, named: str, destination: Path) -> NoReturn:
    file = error.filename2 or error.filename
    path = destination if file is None else Path(os.fsdecode(file))
    said = error.strerror or str(error)
    if not path.is_relative_to(destination.parent):
        raise ScaffoldError(
            f"cannot read {named}: `{path}`: {said}", "mend the template or its rights"
        ) from None
    if error.errno in _OF_TEMPLATE and path.is_relative_to(destination):
        raise ScaffoldError(
            f"cannot render {named}: `{path.relative_to(destination).as_posix()}`: {said}",
            "mend the template, or use another version of it",
        ) from None
    raise ScaffoldError(
        f"cannot write `{path}`: {said}", "free some space or choose another folder"
    ) from None


def _shown(source: str) -> str:
    """Return the address without a password in it."""
    return re.sub(r"//[^/@]*@", "//", source)
