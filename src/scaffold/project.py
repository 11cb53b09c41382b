"""The project a command works on, found from the working directory."""

from dataclasses import dataclass
from pathlib import Path

from scaffold.errors import ScaffoldError
from scaffold.stacks import Stack, stack_for

ANSWERS_FILE = ".copier-answers.yml"


@dataclass(frozen=True)
class Project:
    """A repository or a project in one. `answers` and `stack` are None when we did not make it."""

    root: Path
    answers: dict[str, object] | None
    stack: Stack | None


def find_project(start: Path) -> Project:
    """Return the project that holds a folder.

    That is the nearest folder upwards with our answers, else the one with `.git`, else the
    nearest with a manifest, else the folder itself.
    Raises ScaffoldError when an answers file is there and cannot be read.
    """
    start = start.absolute()
    folders = (start, *start.parents)
    for folder in folders:
        if (folder / ANSWERS_FILE).is_file():
            answers = read_answers(folder / ANSWERS_FILE)
            if stack := stack_for(answers):
                return Project(folder, answers, stack)
        if (folder / ".git").exists():
            break
    for marker in (".git", "package.json", "pyproject.toml"):
        for folder in folders:
            if (folder / marker).exists():
                return Project(folder, None, None)
    return Project(start, None, None)


def read_answers(path: Path) -> dict[str, object]:
    """Return the answers in a file. Raises ScaffoldError when it is no YAML mapping."""
    import yaml  # a repository that is not ours has no answers to read

    try:
        answers = yaml.load(path.read_text(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (OSError, UnicodeDecodeError) as error:
        raise ScaffoldError(f"cannot read `{path}`: {error}", "check its name") from None
    except yaml.YAMLError as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 1
        raise ScaffoldError(
            f"`{path}` is not valid YAML: {getattr(error, 'problem', None) or error} (line {line})",
            "write one `question: answer` per line",
        ) from None
    if not isinstance(answers, dict):
        raise ScaffoldError(f"`{path}` holds no answers", "write one `question: answer` per line")
    return {str(name): value for name, value in answers.items()}
