"""The variables that functions read of the environment, in the files that tell of them."""

import re
from collections.abc import Iterable, Mapping

from scaffold.kinds import Variable
from scaffold.syntax.files import Files
from scaffold.updating.text_merge import in_the_style_of, plain

EXAMPLE = ".env.example"
DEVELOPMENT = ".env.development"
# Of those that set a variable, the first counts: so Next.js reads them, and the generated `dev.py`.
ENVIRONMENT_FILES = (".env.development.local", ".env.local", DEVELOPMENT, ".env")


def with_variables(
    files: Files, variables: Iterable[Variable], values: Mapping[str, str], *, owned: bool
) -> dict[str, bytes]:
    """Return the environment's files with what they lack of some variables.

    `values` fill in what is local to a stack. Values for development go only into a project of
    ours, and no file is made.
    """
    edited: dict[str, bytes] = {}
    for path in (EXAMPLE, DEVELOPMENT) if owned else (EXAMPLE,):
        content = files.read(path)
        if content is None:
            continue
        text = plain(content).decode(errors="surrogateescape")
        # A file that ends without a line ending goes on doing so.
        is_ended = not text or text.endswith("\n")
        for variable in variables:
            block = _block(path, variable, values)
            if block and not _names(text, variable.name):
                text += block if is_ended else "\n" + block.removesuffix("\n")
        result = text.encode(errors="surrogateescape")
        if result != plain(content):
            edited[path] = in_the_style_of(content, result)
    return edited


def without_variables(
    files: Files, variables: Iterable[Variable], values: Mapping[str, str]
) -> dict[str, bytes]:
    """Return the environment's files without what was added of some variables, as it was added."""
    edited: dict[str, bytes] = {}
    for path in (EXAMPLE, DEVELOPMENT):
        content = files.read(path)
        if content is None:
            continue
        text = plain(content).decode(errors="surrogateescape")
        for variable in variables:
            block = _block(path, variable, values)
            if block and text.count(block) == 1:
                text = text.replace(block, "")
            elif block:
                text = text.removesuffix("\n" + block.removesuffix("\n"))
        result = text.encode(errors="surrogateescape")
        if result != plain(content):
            edited[path] = in_the_style_of(content, result)
    return edited


def _block(path: str, variable: Variable, values: Mapping[str, str]) -> str:
    value = "" if path == EXAMPLE else variable.local.format(**values)
    if path != EXAMPLE and not value:
        return ""
    return f"\n# {variable.use}\n{variable.name}={value}\n"


def _names(text: str, name: str) -> bool:
    return re.search(rf"^[ \t]*#?[ \t]*(?:export[ \t]+)?{name}[ \t]*=", text, re.M) is not None
