"""What Python's SDK does not have: TypeScript's names, and parts of an event read like a dict's."""

from collections.abc import Iterator

from scaffold.code.links import callee
from scaffold.code.outline import Body, CallSite
from scaffold.inngest.clients import is_made_client
from scaffold.inngest.facts import Function
from scaffold.inngest.file_facts import FileFacts
from scaffold.inngest.packages import PythonSdk
from scaffold.inngest.sdk_modules import SDK
from scaffold.inngest.sdk_surface import PYTHON_CLIENT, exports, is_misplaced_tool
from scaffold.rules._event_reads import event_reads
from scaffold.rules._rule import Diagnostic, report

_RAISES = "this raises `AttributeError`"
_LIKE_A_DICT = frozenset({"get", "items", "keys", "values"})
_OF_DICT = frozenset(dir(dict))
_OF_STEP = {
    "sendEvent": "write `send_event`",
    "sleepUntil": "write `sleep_until`",
    "waitForEvent": "write `wait_for_event`",
}
_OF_CLIENT = {
    "createFunction": "write `create_function`",
    "trigger": "write `inngest.TriggerEvent(event=…)` or `inngest.TriggerCron(cron=…)`",
}
_GIVEN_TO_SEND = frozenset({"events", "skip_middleware"})


def of_client(file: FileFacts) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each method that the client lacks, and each `send` of a bare name."""
    for site in file.sites:
        origin = callee(site, file.links) if site.attrs else None
        if origin is None or origin.kind not in ("call", "self", "value"):
            continue
        at = 1 if origin.kind == "self" else 0  # `self.bus.send`
        method = origin.attrs[at] if at < len(origin.attrs) else ""
        if not method or method in PYTHON_CLIENT or method.startswith("_"):
            continue
        if is_made_client(origin.at(origin.attrs[:at]), file.links):
            yield report(
                site,
                f"Python's client has no `{method}`: {_RAISES}",
                _OF_CLIENT.get(method, "use what it has: `create_function`, `send`, `send_sync`"),
            )
    for site in file.sends:
        if _gives_a_name(site):
            yield report(
                site,
                "Python's SDK sends an `inngest.Event`, not a name and its data: this raises",
                "write `inngest.Event(name=…, data=…)`",
            )


def of_package(file: FileFacts, sdk: PythonSdk) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each name that the package lacks, or has beside its client's class."""
    exported = exports("python", "")
    for site in file.sites:
        module, _, path = callee(site, file.links).name.partition(".")
        if module != SDK or not path:
            continue
        owner, _, name = path.rpartition(".")
        if owner == "Inngest" and name in exported:
            yield report(
                site,
                f"the client's class has no `{name}`: {_RAISES}",
                f"write `inngest.{name}(…)`, and `import inngest`",
            )
        elif not owner and name[:1].isupper() and name not in exported and sdk.is_known:
            yield report(
                site,
                f"the package has no `{name}`: this raises when the module is loaded",
                "use what it has: `TriggerEvent`, `TriggerCron`, `Event`, `Context`, …",
            )


def _gives_a_name(site: CallSite) -> bool:
    named = bool(site.args) and site.args[0].string is not None
    other = {"data", "event", "name"} & set(site.keywords)
    return named or (bool(other) and not _GIVEN_TO_SEND & set(site.keywords))


def of_context(function: Function, handler: Body) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each tool that the context lacks, and part that an event lacks."""
    for call in function.everything:
        tool = call.tool
        if tool[:1] == ("step",) and call.site.attrs[-1:] and call.site.attrs[-1] in _OF_STEP:
            name = call.site.attrs[-1]
            yield report(
                call,
                f"Python's steps have no `{name}`: {_RAISES}",
                _OF_STEP[name],
                function=function.label,
            )
        if is_misplaced_tool(tool):
            yield report(
                call,
                f"the context has no `{tool[0]}`: {_RAISES}",
                "the tools are those of `ctx.step`: `ctx.step.run`, `ctx.step.send_event`",
                function=function.label,
            )
    for at, path in event_reads(handler, function.links):
        if not path or path[0] in _LIKE_A_DICT:
            yield report(
                at,
                "the event is no dictionary in Python's SDK: this raises",
                "read its parts: `ctx.event.data`, `ctx.event.name`, `ctx.event.id`",
                function=function.label,
            )
        elif path[0] == "data" and path[1:2] and path[1] not in _OF_DICT and path[1].isidentifier():
            yield report(
                at,
                f"an event's data is a dictionary in Python's SDK: it has no `.{path[1]}`",
                f'write `ctx.event.data["{path[1]}"]`',
                function=function.label,
            )
