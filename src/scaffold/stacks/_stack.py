"""What a stack declares."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from scaffold.names import FunctionName
from scaffold.syntax.language import LanguageName

Sdk = Literal["v4", "v3", "python"]
# The files of one function, by the name of their template in `templates/functions/<kind>/`.
Role = Literal[
    "function", "test", "worker", "worker_test", "route", "route_test", "answers", "answers_test"
]


class Layout(NamedTuple):
    """Where the template puts things: paths relative to the project root, posix."""

    client: str
    events: str
    registry: str
    functions: str
    tests: str
    routes: str
    """Of webhooks, which providers call."""
    answers: str
    """Of pages on which somebody answers a question."""


class Stack(NamedTuple):
    """A framework with an SDK major that scaffold generates and edits."""

    name: str
    framework: str
    """The value of the `stack` answer and the folder under `templates/`."""
    title: str
    language: LanguageName
    sdk: Sdk
    layout: Layout
    """Where a project made by `new` has its files."""
    client_symbol: str
    """The name the client is exported under."""
    suffix: str
    """Suffix of a source file, with the dot."""
    app_url: str
    """Where the app is served in development."""
    commands: Mapping[str, tuple[str, ...]]
    """By package manager: the commands to run next, in the project directory."""

    needs: Mapping[str, str]
    """The programs that those commands start besides the package manager, and what for."""

    def symbol(self, name: FunctionName) -> str:
        """Return the name the function is exported under."""
        return name.snake if self.language == "python" else name.camel

    def test_name(self, stem: str) -> str:
        """Return the file name of the test of a module."""
        return f"test_{stem}.py" if self.language == "python" else f"{stem}.test{self.suffix}"

    def template(self, kind: str, role: Role) -> str:
        """Return the path of a kind's template, relative to `templates/`."""
        return f"functions/{kind.replace('-', '_')}/{self.framework}/{role}{self.suffix}.jinja"
