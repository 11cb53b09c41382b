"""Python of another SDK version: what `sdk-mismatch` asks of a Python file."""

from collections.abc import Iterator

from scaffold.code.bindings import default_of
from scaffold.code.outline import Body
from scaffold.inngest.codebase import Codebase
from scaffold.inngest.facts import Function
from scaffold.inngest.file_facts import FileFacts
from scaffold.inngest.packages import PythonSdk
from scaffold.inngest.sdk_modules import PYTHON_ADAPTERS, SDK
from scaffold.rules._rule import Diagnostic, report
from scaffold.rules.sdk_mismatch.python_names import of_client, of_context, of_package

_OF_0_5 = (("step",),)


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
    yield from of_client(file)
    yield from of_package(file, sdk)
    told: set[int] = set()
    for function in file.functions:
        handler = function.handler
        if handler is not None and _is_called_as_written(function, handler):
            yield from of_context(function, handler)
        if handler is not None and handler.rest is None:
            yield from _of_handler(function, handler, sdk)
        failure = function.failure_handler
        if failure is None or failure is handler or failure.rest is not None or id(failure) in told:
            continue
        told.add(id(failure))
        if failure.outline.path == file.path:
            yield from _takes_more(function, failure, sdk)


def _of_handler(function: Function, handler: Body, sdk: PythonSdk) -> Iterator[Diagnostic]:
    if sdk.is_since_0_5 or sdk.may_install_0_5:
        yield from _takes_more(function, handler, sdk)
        for call in function.calls if sdk.is_since_0_5 else ():
            if call.tool == ("step", "parallel"):
                yield report(
                    call,
                    "since 0.5 steps have no `parallel`: this raises `AttributeError`",
                    "write `ctx.group.parallel`",
                    function=function.label,
                )
    elif len(handler.parameters) == 1 and sdk.is_held_before_0_5:
        yield report(
            handler,
            "before 0.5 the handler gets `step` as well, so this one fails when it is called",
            "take `ctx` and `step`, or install `inngest` 0.5",
            function=function.label,
        )
    elif handler.parameters[1:] == ["step"] and sdk.is_held_before_0_5:
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


def _takes_more(function: Function, handler: Body, sdk: PythonSdk) -> Iterator[Diagnostic]:
    """A handler, also one of failures, that takes more than the context, on 0.5 or what may be."""
    since = sdk.is_since_0_5
    if not (since or sdk.may_install_0_5) or not _is_called_as_written(function, handler):
        return
    required = _required(handler)
    if len(required) > 1:
        yield report(
            handler,
            "since 0.5 the handler gets `ctx` only, so this one fails when it is called"
            if since
            else "an install brings 0.5 or later, where the handler gets `ctx` only",
            "take `ctx`, and use `ctx.step`"
            if "event" not in required
            else "take `ctx` only, and use `ctx.step` and `ctx.event`",
            function=function.label,
            # No version hands over the event: before 0.5 it was `step`.
            severity="error" if since or "event" in required else "warning",
        )


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
