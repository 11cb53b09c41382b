"""The variables that functions read of the environment, in the files that tell of them."""

import re
from collections.abc import Callable, Iterable

from scaffold.kinds import Variable
from scaffold.syntax.files import Files
from scaffold.updating.text_merge import in_the_style_of, plain

EXAMPLE = ".env.example"
DEVELOPMENT = ".env.development"
# Of those that set a variable, the first counts: so Next.js reads them, and the generated `dev.py`.
ENVIRONMENT_FILES = (".env.development.local", ".env.local", DEVELOPMENT, ".env")


def with_variables(
    files: Files, variables: Iterable[Variable], app_url: str, *, owned: bool
) -> dict[str, bytes]:
    """Return the environment's files with what they lack of some variables.

    Values for development, local to `app_url`, go only into a project of ours, and no file is made.
    """

    def added(text: str, variable: Variable, block: str) -> str:
        if _names(text, variable.name):
            return text
        # A file that ends without a line ending goes on doing so.
        is_ended = not text or text.endswith("\n")
        return text + (block if is_ended else "\n" + block.removesuffix("\n"))

    return _edited(
        files, (EXAMPLE, DEVELOPMENT) if owned else (EXAMPLE,), variables, app_url, added
    )


def without_variables(
    files: Files, variables: Iterable[Variable], app_url: str
) -> dict[str, bytes]:
    """Return the environment's files without what was added of some variables, as it was added."""

    def taken_out(text: str, variable: Variable, block: str) -> str:
        if text.count(block) == 1:
            return text.replace(block, "")
        return text.removesuffix("\n" + block.removesuffix("\n"))

    return _edited(files, (EXAMPLE, DEVELOPMENT), variables, app_url, taken_out)


def _edited(
    files: Files,
    paths: Iterable[str],
    variables: Iterable[Variable],
    app_url: str,
    edit: Callable[[str, Variable, str], str],
) -> dict[str, bytes]:
    edited: dict[str, bytes] = {}
    for path in paths:
        content = files.read(path)
        if content is None:
            continue
        text = plain(content).decode(errors="surrogateescape")
        for variable in variables:
            value = "" if path == EXAMPLE else variable.local.format(app_url=app_url)
            if value or path == EXAMPLE:
                text = edit(text, variable, f"\n# {variable.use}\n{variable.name}={value}\n")
        result = text.encode(errors="surrogateescape")
        if result != plain(content):
            edited[path] = in_the_style_of(content, result)
    return edited


def _names(text: str, name: str) -> bool:
    return re.search(rf"^[ \t]*#?[ \t]*(?:export[ \t]+)?{name}[ \t]*=", text, re.M) is not None
