"""Python of another SDK version: what `sdk-mismatch` asks of a Python file."""

from collections.abc import Iterator

from scaffold.code.bindings import default_of
from scaffold.code.outline import Body
from scaffold.inngest.codebase import Codebase
from scaffold.inngest.facts import Function
from scaffold.inngest.file_facts import FileFacts
from scaffold.inngest.sdk_modules import PYTHON_ADAPTERS, SDK
from scaffold.rules._rule import Diagnostic, report

_OF_0_5 = (("step",), ("group",))


def check_python(file: FileFacts, project: Codebase) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each adapter that is not loaded and each handler of another SDK."""
    sdk = project.packages.python_sdk(file.path)
    for site in file.sites:
        if site.root is None or len(site.attrs) < 2 or site.attrs[0] not in PYTHON_ADAPTERS:
            continue
        binding = site.body.lookup(site.root, site.start)
        if binding is None or binding.kind != "import" or binding.imported != "*":
            continue
        if binding.module == SDK and site.attrs[0] not in project.loaded_adapters:
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
        since = sdk.is_since_0_5 or sdk.may_install_0_5
        if since and _is_called_as_written(function, handler):
            required = _required(handler)
            if len(required) > 1:
                yield report(
                    handler,
                    "since 0.5 the handler gets `ctx` only, so this one fails when it is called"
                    if sdk.is_since_0_5
                    else "an install brings 0.5 or later, where the handler gets `ctx` only",
                    "take `ctx`, and use `ctx.step`"
                    if "event" not in required
                    else "take `ctx` only, and use `ctx.step` and `ctx.event`",
                    function=function.label,
                    severity="error" if sdk.is_since_0_5 else "warning",
                )
        elif len(handler.parameters) == 1 and sdk.is_held_to_0_4:
            yield report(
                handler,
                "before 0.5 the handler gets `step` as well, so this one fails when it is called",
                "take `ctx` and `step`, or install `inngest` 0.5",
                function=function.label,
            )
        elif takes_step and sdk.is_held_to_0_4:
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


def check_events(project: Codebase) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each dictionary that Python's SDK is to send as an event."""
    for sent in project.sent:
        value = sent.value if sent.path.endswith(".py") else None
        if value is not None and value.is_object and value.outline.path == sent.path:
            yield report(
                value,
                "Python's SDK sends `inngest.Event` only: a dictionary raises `AttributeError`, and"
                " nothing is sent",
                "write `inngest.Event(name=…, data=…)`",
            )


def _is_called_as_written(function: Function, handler: Body) -> bool:
    """Whether no other decorator stands between, which may hand over more."""
    marks = handler.decorated_with
    return not marks or handler.outline.site(marks[-1]) is function.site


def _required(handler: Body) -> list[str]:
    """Return the parameters without a default, but for a method's `self`."""
    named = enumerate(handler.parameters)
    found = [name for at, name in named if name is not None and default_of(handler, at) is None]
    return found[1:] if found[:1] in (["self"], ["cls"]) else found
