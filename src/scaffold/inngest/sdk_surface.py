"""What the SDKs offer, as far as rules ask: their tools, and the names that they export.

A tool is named by the way to it from a handler's context: `step.run`, `group.parallel`. Python's
have the same names in its own spelling. `gives` names the tools of what a call of it resolves to:
`(await step.sandbox.create("a", …)).destroy("b")` is `sandbox.destroy`. What the lists lack, an
SDK that is newer has: `tests/e2e/test_sdk_surface.py` fails then.
"""

from functools import cache
from typing import NamedTuple


class Tool(NamedTuple):
    """How one tool is used.

    `has_id`: its first argument is the ID of a step. `nests`: it may be called inside a step.
    `gives`: where the tools of its result are listed.
    """

    makes_step: bool = True
    has_id: bool = True
    awaited: bool = True
    nests: bool = False
    gives: tuple[str, ...] = ()


def _each(how: Tool, names: str) -> dict[str, Tool]:
    return dict.fromkeys(names.split(), how)


_STEP = Tool()
_SANDBOX = ("step", "sandbox")
# `step.parallel` is Python's, before 0.5; what is behind `step.sandbox` is of a sandbox, what is
# behind `.process` and `.copy` there of a process and of a snapshot.
TOOLS: dict[str, Tool] = {
    **_each(
        _STEP,
        "step.run step.sleep step.sleepUntil step.waitForEvent step.waitForSignal step.invoke"
        " step.sendEvent step.sendSignal step.realtime.publish step.ai.wrap step.ai.infer"
        " step.metadata step.score step.sandbox.commands.run step.sandbox.destroy"
        " step.sandbox.process.signal step.sandbox.process.getOutput step.sandbox.copy.delete"
        " group.experiment group.sandbox",
    ),
    **_each(
        Tool(makes_step=False, has_id=False, awaited=False, nests=True),
        "step.ai.models step.fetch.config step.fetch.fallback defer",
    ),
    **_each(Tool(has_id=False), "step.parallel"),
    **_each(Tool(has_id=False, nests=True), "step.fetch"),
    **_each(Tool(makes_step=False, has_id=False), "group.parallel"),
    **_each(
        Tool(gives=_SANDBOX),
        "step.sandbox.create step.sandbox.get step.sandbox.list step.sandbox.pause"
        " step.sandbox.resume step.sandbox.waitUntilRunning step.sandbox.copy.clone",
    ),
    **_each(
        Tool(gives=(*_SANDBOX, "process")),
        "step.sandbox.processes.start step.sandbox.processes.list step.sandbox.processes.get"
        " step.sandbox.process.wait",
    ),
    **_each(
        Tool(gives=(*_SANDBOX, "copy")),
        "step.sandbox.snapshots.list step.sandbox.snapshots.get step.sandbox.snapshots.create"
        " step.sandbox.snapshot step.sandbox.copy.waitUntilReady",
    ),
}
_SPELLED = {
    "sleep_until": "sleepUntil",
    "wait_for_event": "waitForEvent",
    "wait_for_signal": "waitForSignal",
    "send_event": "sendEvent",
    "send_signal": "sendSignal",
    "invoke_by_id": "invoke",
}
# What stands for something more by itself: `fetch` of "inngest" is `step.fetch`.
AMBIENT: dict[str, tuple[str, ...]] = {
    "step": ("step",),
    "group": ("group",),
    "fetch": ("step", "fetch"),
}
"""The tools that TypeScript's SDK exports by themselves, and which they are."""

# Names that make functions, beside the client's `createFunction`.
FUNCTION_MAKERS = frozenset({"createDefer", "createScorer"})

CONTEXT: dict[str, frozenset[str]] = {
    "typescript": frozenset(
        {"attempt", "defer", "error", "event", "events", "group", "jobId", "logger", "maxAttempts",
         "parents", "requestId", "runId", "sessions", "step"}
    ),
    "python": frozenset(
        {"attempt", "event", "events", "group", "job_id", "logger", "request_id", "run_id", "step"}
    ),
}  # fmt: skip
"""What a handler is given."""
# What people write for the tools of `ctx.step`; a middleware may add other things to a context.
_MISPLACED = frozenset(
    {"invoke", "parallel", "publish", "run", "send", "send_event", "sendEvent", "sleep",
     "sleep_until", "sleepUntil", "wait_for_event", "waitForEvent"}
)  # fmt: skip
PYTHON_CLIENT = frozenset(
    {"add_middleware", "api_origin", "app_id", "app_version", "create_function", "env",
     "event_api_origin", "event_key", "logger", "middleware", "send", "send_sync", "set_logger",
     "signing_key", "signing_key_fallback"}
)  # fmt: skip
"""What Python's client has."""


def is_misplaced_tool(tool: tuple[str, ...]) -> bool:
    """Return whether a tool of Python's `ctx.step` is looked for in the context: `ctx.run`."""
    return bool(tool) and tool[0] in _MISPLACED


_SERVE = "endpointAdapter frameworkName serve"
_EXPORTS: dict[str, dict[str, str]] = {
    "typescript": {
        "": "ConsoleLogger EventSchemas EventType GeminiAiAdapter Inngest InngestCommHandler"
        " InngestMiddleware Middleware NonRetriableError ProxyLogger RetryAfterError StepError"
        " anthropic azureOpenai cron deepseek dependencyInjectionMiddleware durationToMs eventType"
        " experiment fetch gemini grok group headerKeys internalEvents invoke isInngest"
        " isInngestFunction isInngestMiddleware isInngestRequest models openai openaiResponses"
        " queryKeys realtime referenceFunction serializeError slugify staticSchema step version"
        " wrapStringFirstLogger",
        "connect": "ConnectionState DEFAULT_SHUTDOWN_SIGNALS connect",
        "experimental": "DeferredFunction InngestSpanProcessor SandboxError SandboxValidationError"
        " createDefer createScorer extendedTracesMiddleware getAsyncCtx getSandboxError"
        " metadataMiddleware runWithAsyncCtx sandboxMiddleware scoreMiddleware",
        "experimental/durable-endpoints": "stream",
        "experimental/durable-endpoints/client": "fetchWithStream",
        "fastify": f"{_SERVE} default fastifyPlugin",
        "node": f"{_SERVE} createEndpointServer createServer readRequestBody serveEndpoint",
        "react": "getClientSubscriptionToken useRealtime",
        "realtime": "channel getSubscriptionToken realtime staticSchema subscribe",
    },
    "python": {
        "": "Batch Cancel Concurrency Context ContextSync Debounce Event Function Inngest JSON"
        " Middleware MiddlewareSync NonRetriableError ParallelMode Priority PydanticSerializer"
        " RateLimit RetryAfterError SendEventsResult Serializer Singleton Step StepError StepMemos"
        " StepSync Streaming Throttle Timeouts TransformOutputResult TriggerCron TriggerEvent",
        "connect": "ConnectionState connect",
        "experimental": "get_step_context set_step_context step",
    },
}
# Entries of the package that no app imports for its functions.
UNREAD_ENTRIES = frozenset({"internals", "types"})


def exports(language: str, entry: str) -> frozenset[str]:
    """Return the names that one entry of an SDK exports; adapters export the same three."""
    return frozenset(_EXPORTS[language].get(entry, _SERVE).split())


def spelled(kind: str) -> str:
    """Return the name of a step tool as TypeScript spells it."""
    return _SPELLED.get(kind, kind)


@cache
def tool_at(path: tuple[str, ...]) -> Tool:
    """Return how the tool at the end of a way is used; one that nobody knows makes a step."""
    way = ".".join(map(spelled, path))
    while way:
        found = TOOLS.get(way)
        if found is not None:
            return found
        way = way.rpartition(".")[0]
    return Tool(makes_step=path[:1] == ("step",) and len(path) > 1)
