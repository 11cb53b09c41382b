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


_STEP = Tool()
_NO_STEP = Tool(makes_step=False, has_id=False, awaited=False, nests=True)
_FETCH = Tool(has_id=False, nests=True)
_SANDBOX = ("step", "sandbox")
_A_BOX, _BOXES = Tool(gives=_SANDBOX), Tool(gives=_SANDBOX)
_PROCESS = Tool(gives=(*_SANDBOX, "process"))
_SNAPSHOT = Tool(gives=(*_SANDBOX, "copy"))

TOOLS: dict[str, Tool] = {
    "step.run": _STEP,
    "step.sleep": _STEP,
    "step.sleepUntil": _STEP,
    "step.waitForEvent": _STEP,
    "step.waitForSignal": _STEP,
    "step.invoke": _STEP,
    "step.sendEvent": _STEP,
    "step.sendSignal": _STEP,
    "step.realtime.publish": _STEP,
    "step.ai.wrap": _STEP,
    "step.ai.infer": _STEP,
    "step.ai.models": _NO_STEP,
    "step.parallel": Tool(has_id=False),  # Python before 0.5
    "step.fetch": _FETCH,
    "step.fetch.config": _NO_STEP,
    "step.fetch.fallback": _NO_STEP,
    "step.metadata": _STEP,
    "step.score": _STEP,
    "step.sandbox.create": _A_BOX,
    "step.sandbox.get": _A_BOX,
    "step.sandbox.list": _BOXES,
    "step.sandbox.snapshots.list": _SNAPSHOT,
    "step.sandbox.snapshots.get": _SNAPSHOT,
    # Of a sandbox:
    "step.sandbox.commands.run": _STEP,
    "step.sandbox.processes.start": _PROCESS,
    "step.sandbox.processes.list": _PROCESS,
    "step.sandbox.processes.get": _PROCESS,
    "step.sandbox.snapshots.create": _SNAPSHOT,
    "step.sandbox.snapshot": _SNAPSHOT,
    "step.sandbox.pause": _A_BOX,
    "step.sandbox.resume": _A_BOX,
    "step.sandbox.waitUntilRunning": _A_BOX,
    "step.sandbox.destroy": _STEP,
    # Of a process and a snapshot:
    "step.sandbox.process.signal": _STEP,
    "step.sandbox.process.wait": _PROCESS,
    "step.sandbox.process.getOutput": _STEP,
    "step.sandbox.copy.waitUntilReady": _SNAPSHOT,
    "step.sandbox.copy.delete": _STEP,
    "step.sandbox.copy.clone": _A_BOX,
    "group.parallel": Tool(makes_step=False, has_id=False),
    "group.experiment": _STEP,
    "group.sandbox": _STEP,
    "defer": _NO_STEP,
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
