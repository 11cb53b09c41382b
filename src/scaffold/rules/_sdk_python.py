"""Python of another SDK version: what `sdk-mismatch` asks of a Python file."""

import re
from collections.abc import Iterator

from scaffold.inngest.facts import FileFacts
from scaffold.inngest.graph import Project
from scaffold.inngest.sdk_versions import python_version
from scaffold.rules._rule import Diagnostic, report
from scaffold.syntax.files import Files

_ADAPTERS = frozenset({"fast_api", "flask", "django", "tornado", "digital_ocean"})
_PYTHON_IMPORT = re.compile(
    rb"^[ \t]*(?:import[ \t]+(?:.*,[ \t]*)?inngest\.(\w+)|from[ \t]+inngest\.(\w+)[ \t]+import"
    rb"|from[ \t]+inngest[ \t]+import[ \t]*\(?((?:[^\n#]|\n(?=[^\n]*\)))*))",
    re.MULTILINE,
)

_OF_0_5 = (("step",), ("group",))
_LOCKS = frozenset({"uv.lock", "poetry.lock", "pdm.lock"})
_LOCKED = re.compile(r'^name = "inngest"\nversion = "([^"]+)"', re.MULTILINE)
_REQUIRED = re.compile(r"^inngest(?:\[[^\]\n]*\])?[ \t]*(?![\w.-])([^\n;#]*)", re.MULTILINE)
_WANTED = re.compile(
    r"""^[ \t]*inngest[ \t]*=[ \t]*["']([^"'\n]*)["']"""
    r"""|["']inngest(?:\[[^\]\n]*\])?[ \t]*(?![\w.-])([^"'\n;]*)[^"'\n]*["']""",
    re.MULTILINE,
)
_HELD_TO_0_4 = re.compile(
    r"^ *((==?|~=(?= *0\.4\.\d)|[\^~])? *0\.4(\.| *$|,)|>=? *0\.4[\d.]* *, *< *0\.5\b)"
)


def check_python(
    file: FileFacts, project: Project, loaded: set[str], before_0_5: bool
) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each adapter that no import brings, and each handler of another SDK.

    `loaded` and `before_0_5` are what `loaded_adapters` and `is_held_to_0_4` say of the project.
    """
    for site in file.sites:
        if site.root is None or len(site.attrs) < 2 or site.attrs[0] not in _ADAPTERS:
            continue
        binding = site.body.lookup(site.root)
        if binding is None or binding.kind != "import" or binding.imported != "*":
            continue
        if binding.module.split(".")[0] == "inngest" and site.attrs[0] not in loaded:
            name = f"inngest.{site.attrs[0]}"
            yield report(
                site,
                f"`import inngest` does not bring `{name}`: this raises `AttributeError`",
                f"add `import {name}`",
            )
    for function in file.functions:
        handler = function.handler
        if handler is None or handler.rest is not None:
            continue
        takes_step = handler.parameters[1:] == ["step"]
        if takes_step and _is_since_0_5(project.files):
            yield report(
                handler,
                "since 0.5 the handler gets `ctx` only, so this one fails when it is called",
                "take `ctx`, and use `ctx.step`",
                function=function.label,
            )
        elif len(handler.parameters) == 1 and before_0_5:
            yield report(
                handler,
                "before 0.5 the handler gets `step` as well, so this one fails when it is called",
                "take `ctx` and `step`, or install `inngest` 0.5",
                function=function.label,
            )
        elif takes_step and before_0_5:
            for call in function.calls:
                if call.site.root == handler.parameters[0] and call.site.attrs[:1] in _OF_0_5:
                    yield report(
                        call,
                        f"before 0.5 `{call.site.root}` has no `{call.site.attrs[0]}`: this raises"
                        " `AttributeError`",
                        "use the handler's `step`, or install `inngest` 0.5",
                        function=function.label,
                    )
                    break


def _is_since_0_5(files: Files) -> bool:
    version = re.match(r"(\d+)\.(\d+)", python_version(files) or "")
    return version is not None and (int(version[1]), int(version[2])) >= (0, 5)


def is_held_to_0_4(files: Files) -> bool:
    """Return whether every lock file, else every manifest, holds the SDK to 0.4.

    A range like `>=0.4` may well have brought 0.5.
    """
    locks: list[str] = []
    manifests: list[str] = []
    for path in files.paths():
        name = path.rpartition("/")[2]
        if name in _LOCKS:
            locks += _LOCKED.findall(_text(files, path))
        elif name == "pyproject.toml":
            found = _WANTED.finditer(_text(files, path))
            manifests += [match[1] or match[2] or "" for match in found]
        elif name.endswith(".txt") and "requirements" in name:
            manifests += _REQUIRED.findall(_text(files, path))
    asked = locks or manifests
    return bool(asked) and all(_HELD_TO_0_4.search(each) for each in asked)


def _text(files: Files, path: str) -> str:
    return (files.read(path) or b"").decode(errors="replace")


def loaded_adapters(project: Project) -> set[str]:
    """Return the adapters that some file imports: attributes of `inngest` from then on."""
    found: set[str] = set()
    for path in project.candidates:
        if path.endswith(".py"):
            for match in _PYTHON_IMPORT.finditer(project.files.read(path) or b""):
                if match[3] is not None:
                    found |= set(re.findall(r"\w+", match[3].decode()))
                else:
                    found.add((match[1] or match[2]).decode())
    return found
