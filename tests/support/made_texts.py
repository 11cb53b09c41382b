"""All text that a project made by `new` holds, taken apart: what people read, and what runs."""

import ast
import io
import re
import tokenize
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.support.function_projects import ALL, project
from tests.support.rendering import REFERENCES

BASES = ("nextjs-v4", "nextjs-v3", "fastapi")
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FRONTMATTER = re.compile(r"\A---\n.*?^---\n", re.MULTILINE | re.DOTALL)
_SHELL = ("sh", "")


class MadeTexts(NamedTuple):
    """The texts of one project with a function of every kind, by path."""

    base: str
    files: dict[str, str]

    @property
    def agent_files(self) -> dict[str, str]:
        """What agents read, and the README."""
        return {path: text for path, text in self.files.items() if path.endswith(".md")}

    @property
    def code(self) -> dict[str, str]:
        """What the project runs, its tests aside."""
        return {
            path: text
            for path, text in self.files.items()
            if path.endswith((".ts", ".tsx", ".py")) and not path.startswith("tests/")
        }

    def prose(self) -> dict[str, str]:
        """What is written for people: Markdown without code, comments and docstrings of code.

        Each in one line, as line ends mean nothing in prose; code in a sentence stays.
        """
        written = {path: _markdown(text) for path, text in self.agent_files.items()}
        for path, text in self.files.items():
            if path.endswith((".ts", ".tsx")):
                written[path] = _comments(text)
            elif path.endswith(".py"):
                written[path] = _python_comments(text)
            elif Path(path).name.startswith(".env"):
                written[path] = " ".join(re.findall(r"^# ?(.*)$", text, re.MULTILINE))
        return {path: re.sub(r"\s+", " ", text) for path, text in written.items() if text}

    def commands(self) -> list[tuple[str, str]]:
        """Every line of shell in the texts for people and agents, with the path it stands in."""
        found = []
        for path, text in self.agent_files.items():
            for language, block in _FENCE.findall(text):
                if language in _SHELL:
                    joined = block.replace("\\\n", " ")
                    found += [(path, line.strip()) for line in joined.splitlines() if line.strip()]
            found += [(path, code) for code in re.findall(r"`([^`\n]+)`", _FENCE.sub("", text))]
        return found


@cache
def made_texts(base: str) -> MadeTexts:
    """Return the texts of a project of this stack, with a function of every kind."""
    import tempfile

    root = Path(tempfile.mkdtemp()) / base
    made = project(root, base, kinds=ALL)
    files = {
        path: content.decode()
        for path, content in made.tree().items()
        if not path.startswith(".git/") and "\0" not in content.decode(errors="replace")
    }
    assert any(path.startswith(REFERENCES) for path in files)
    return MadeTexts(base, files)


def _markdown(text: str) -> str:
    text = _FENCE.sub("", _FRONTMATTER.sub("", text))
    return re.sub(r"^\s*\d+\. |^## \d+\. ", "", text, flags=re.MULTILINE)


def _comments(text: str) -> str:
    blocks = re.findall(r"/\*.*?\*/|(?<![:\w\"'`/])//[^\n]*", text, re.DOTALL)
    return "\n".join(re.sub(r"^\s*(/\*\*?|\*/|\*|//)", "", one, flags=re.M) for one in blocks)


def _python_comments(text: str) -> str:
    found = [
        token.string.lstrip("# ")
        for token in tokenize.generate_tokens(io.StringIO(text).readline)
        if token.type == tokenize.COMMENT
    ]
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            found.append(ast.get_docstring(node) or "")
    return "\n".join(found)
