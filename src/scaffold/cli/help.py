"""What `--help` says of each command besides its options: one line, examples, exit codes."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, get_args

import typer
from typer.core import TyperCommand, TyperGroup

_WRITES = "0 done, 2 could not do it; then nothing was written."
_HOOK = "0 nothing to say, 2 something to mend, which the agent is shown."
_LISTS = "0 done, 2 could not do it."


class Help(NamedTuple):
    """One command: its line in the list, how it is called, and what its exit codes mean."""

    line: str
    examples: tuple[str, ...]
    codes: str = _WRITES
    module: str = ""
    """What declares it in this package, where that is not called like it."""
    doing: str = ""
    """What is said of it while it takes long, where it does not say more by itself."""


HELP = {
    "new": Help(
        "Make a project: app, client, sample functions, tests.",
        (
            "scaffold new",
            "scaffold new shop --defaults --kind cron,approval",
            "scaffold new api --stack fastapi --package-manager uv --defaults",
            "scaffold new shop --defaults --install",
        ),
        "0 done, 2 nothing was made, or with --install its packages are missing.",
        doing="making the project",
    ),
    "add-function": Help(
        "Add a function with its test, event and registry entry.",
        (
            "scaffold add-function send-receipt --event order/paid --data 'id:str'",
            "scaffold add-function send-digest --cron 'TZ=Europe/Paris 0 9 * * 1'",
            "scaffold add-function ask-boss --event a/sent --wait-for a/approved",
            "scaffold add-function take-order --webhook stripe --dry-run",
        ),
        module="functions",
        doing="adding the function",
    ),
    "remove-function": Help(
        "Remove a function and all that was added with it.",
        ("scaffold remove-function send-receipt", "scaffold remove-function send-digest --pair"),
        module="functions",
        doing="removing the function",
    ),
    "rename-function": Help(
        "Rename a function wherever the repository names it.",
        ("scaffold rename-function send-receipt mail-receipt --keep-id",),
        module="functions",
        doing="renaming the function",
    ),
    "check": Help(
        "Check the Inngest code against every rule.",
        (
            "scaffold check",
            "scaffold check inngest/ --strict",
            "scaffold check --fix --dry-run",
            "scaffold check --since main --format github",
        ),
        "0 no errors, 1 errors (with --strict warnings too), 2 it could not check.",
    ),
    "explain": Help(
        "Say why a rule exists and how to write it instead.",
        ("scaffold explain", "scaffold explain unguarded-wait"),
        _LISTS,
        module="check",
    ),
    "list": Help(
        "List functions: triggers, steps, events, registration.",
        ("scaffold list", "scaffold list --format mermaid"),
        _LISTS,
        module="check",
        doing="reading the project",
    ),
    "update": Help(
        "Follow the template, and keep what is yours.",
        (
            "scaffold update",
            "scaffold update --check",
            "scaffold update --set agent_hooks=true",
            "scaffold update --restore CLAUDE.md",
        ),
        "0 done or up to date, 1 conflicts, errors of the check after it, or with --check "
        "behind or drifted, 2 could not do it.",
        doing="following the template",
    ),
    "doctor": Help(
        "Examine hooks, versions, environment, files for agents.",
        ("scaffold doctor", "scaffold doctor --strict --json"),
        "0 no errors, 1 errors (with --strict warnings too), 2 it could not examine.",
        doing="examining the project",
    ),
    "adopt": Help(
        "Bring rules, hooks and checks to an existing repository.",
        (
            "scaffold adopt --dry-run",
            "scaffold adopt --agent-files --agent codex,cursor",
            "scaffold adopt --remove",
        ),
        "0 done, 1 with --remove something was kept, 2 could not do it.",
        doing="reading the repository",
    ),
    "hook": Help(
        "Install the hooks that check what an agent edits.",
        ("scaffold hook install",),
        doing="wiring the hooks",
    ),
    "hook install": Help(
        "Wire both hooks in .claude/settings.json.",
        ("scaffold hook install --dry-run", "scaffold hook install"),
    ),
    "hook uninstall": Help("Take both hooks out, and nothing else.", ("scaffold hook uninstall",)),
    "hook post-edit": Help(
        "Check the file that an agent edited.",
        ("""echo '{"tool_input": {"file_path": "a.ts"}}' | scaffold hook post-edit""",),
        _HOOK,
    ),
    "hook stop": Help(
        "Check what an agent changed, before it stops.", ("echo '{}' | scaffold hook stop",), _HOOK
    ),
    "undo": Help(
        "Take back what the last command wrote.",
        ("scaffold undo --dry-run", "scaffold undo"),
        doing="taking back what was written",
    ),
    "verify": Help(
        "Compare what is really served with the source.",
        ("scaffold verify", "scaffold verify --url http://localhost:3000 --wait 30"),
        "0 all is served as written, 1 something is not, 2 it could not tell.",
    ),
    "completion": Help(
        "Print what completes commands and options in a shell.",
        (
            "scaffold completion bash >> ~/.bashrc",
            "scaffold completion zsh >> ~/.zshrc",
            "scaffold completion fish > ~/.config/fish/completions/scaffold.fish",
        ),
        _LISTS,
    ),
}
# Paragraphs that begin with this mark are printed as they are.
_AS_IT_IS = "\b\n"


class _Plain:
    """Commands that convert what is simple by themselves, and what was not given not at all.

    From 0.29 on Typer validates each with pydantic, which takes longer to load than most commands,
    and shows the types of arguments.
    """

    def get_params(self, ctx: Any) -> list[Any]:
        params: list[Any] = super().get_params(ctx)  # type: ignore[misc]
        for param in params:
            if not isinstance(param.process_value, partial):
                param.process_value = partial(_processed, param, param.process_value)
                if param.param_type_name == "argument":
                    name = param.metavar.strip("[]")
                    piece = f"{{{name}}}" if param.required else f"[{name}]"
                    param.get_usage_pieces = partial(_shown, [piece])
                    param.display_type_rich = partial(_shown, None)
        return params


class _Command(_Plain, TyperCommand):
    pass


class _Group(_Plain, TyperGroup):
    pass


def _shown(fixed: Any, ctx: Any) -> Any:
    return fixed


def _processed(param: Any, process: Callable[..., Any], context: Any, value: Any) -> Any:
    many = param.multiple or param.nargs == -1
    if value is None and not param.required:
        value = () if many else None
    elif not isinstance(value, bool):
        declared = getattr(getattr(param, "type_descriptor", None), "annotation", None)
        simple = (get_args(declared) or (declared,))[0] if many else declared
        if simple not in (str, int, float, Path) or value is None:
            return process(context, value)
        try:
            value = [simple(each) for each in value] if many else simple(value)
        except ValueError:
            said = f"'{value}' is not a valid {simple.__name__}."
            raise typer.BadParameter(said, ctx=context, param=param) from None
    return param.callback(context, param, value) if param.callback else value


class App(typer.Typer):
    """The program or a group of its commands; each command gets its help from the table."""

    def __init__(self, *, below: str = "", **settings: Any) -> None:
        if below:
            settings["epilog"] = _epilog(HELP[below])
        super().__init__(cls=_Group, **settings)
        self._below = below

    def command(  # type: ignore[override]
        self, name: str, **settings: Any
    ) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """Declare a command, whose name the table has."""
        told = HELP[f"{self._below} {name}".strip()]
        settings |= {"short_help": told.line, "epilog": _epilog(told), "cls": _Command}
        return super().command(name, **settings)


def _epilog(told: Help) -> str:
    one = "Example" if len(told.examples) == 1 else "Examples"
    lines = "\n".join(f"  {each}" for each in told.examples)
    return f"{_AS_IT_IS}{one}:\n{lines}\n\nExit codes: {told.codes}"
