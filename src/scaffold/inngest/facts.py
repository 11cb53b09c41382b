"""What rules see of Inngest code: functions, triggers, steps, calls, sends, waits, clients.

Read one file with `file_facts.FileFacts(source)`; read a project with `codebase.Codebase`. Both
give the same classes. In a project, names are also followed into other files, so a function's
calls include those made by helpers elsewhere.

For a rule:

- `function.steps`: every `Step` the handler can reach. `step.kind` is `run`, `sleep`,
  `sleepUntil`, `waitForEvent`, `waitForSignal`, `sendEvent`, `invoke`, `fetch`, `ai.wrap`, ... in
  this spelling for Python too. `step.enclosing` is the step whose callback it stands in.
- `function.calls`: every `Call` the handler can reach, steps included (`call.tool` says so).
  `call.name` is the full name through import aliases: `crypto.randomUUID`, `time.time`,
  `@/lib/db.db.users.find`; empty when it starts at a parameter or a local value.
  `call.step` is the step it runs in, None in the handler itself. `call.chain` lists the call
  sites that lead from the handler to it, empty when it stands in the handler.
  `call.fate` says whether anyone waits for its promise.
- `function.sends`: calls of `send` on an Inngest client; `function.waits`: steps that wait.
- `call.site` is the bare call: `site.arguments`, `site.keywords`, `site.use`, `site.loop`,
  `site.region` (try, catch, finally around it), `site.body.bindings`. `call.argument(0, "name")`
  gives a `Value`, with `.string`, `.number`, `.entries`, `.elements`, `.function`, followed
  through constants, imports and class attributes.
- Each fact has `.site` or `.node`; `rules._rule.report(function, fact, message, hint)` makes the
  diagnostic.
"""

from collections.abc import Callable

from scaffold.code.bindings import Origin
from scaffold.code.expressions import Expr
from scaffold.code.fates import Fate, fate
from scaffold.code.links import Links
from scaffold.code.once import once
from scaffold.code.outline import Body, CallSite, Outline
from scaffold.code.values import Value, argument
from scaffold.inngest.clients import is_send
from scaffold.inngest.event_calls import EventCall, EventTool, event_call
from scaffold.inngest.sdk_surface import Tool, tool_at
from scaffold.syntax.source import Source

_LONGEST_NAME = 200
MOST_CALLS = 16_000


class Trigger:
    """One trigger of a function.

    `event` and `cron` are None when the source does not tell; `condition` is its `if`.
    """

    def __init__(
        self,
        kind: str,
        value: Value,
        event: str | None = None,
        cron: str | None = None,
        condition: Value | None = None,
    ) -> None:
        self.kind = kind
        self.value = value
        self.event = event
        self.cron = cron
        self.condition = condition


class Step:
    """One use of a step tool."""

    def __init__(self, call: "Call", kind: str, id: Value | None, callback: Body | None) -> None:  # noqa: A002
        self.call = call
        self.kind = kind
        self.id = id
        self.callback = callback

    @property
    def site(self) -> CallSite:
        return self.call.site

    @property
    def enclosing(self) -> "Step | None":
        """The step in whose callback this one stands; that must never be."""
        return self.call.step

    @property
    def id_text(self) -> str:
        """The id for messages: the literal, else its source text."""
        if self.id is None:
            return self.kind
        return self.id.string if self.id.string is not None else self.id.text


class Call:
    """One call that a handler reaches.

    `tool` is the way from the handler's context to the callee: `("step", "run")`,
    `("group", "parallel")`, `("publish",)`; empty for all other calls. `target` is the project's
    own function that is called, when it is known: its calls are listed too. `takes_context` says
    that an argument is the context, `step`, a tool, a promise of a step, or may make steps, as
    what a helper made of `step` does; or that the callee is such a thing. `certain` is False in a
    function given to something that may run it inside a step.
    """

    def __init__(
        self,
        function: "Function",
        site: CallSite,
        origin: Origin,
        step: Step | None,
        chain: tuple[CallSite, ...],
        tool: tuple[str, ...] = (),
        target: Body | None = None,
        takes_context: bool = False,
        certain: bool = True,
        in_failure_handler: bool = False,
        as_step: Step | None = None,
    ) -> None:
        self.function = function
        self.site = site
        self.origin = origin
        self.step = step
        self.chain = chain
        self.tool = tool
        self.target = target
        self.takes_context = takes_context
        self.certain = certain
        self.in_failure_handler = in_failure_handler
        self.as_step = as_step
        self.how: Tool = tool_at(tool)
        self.is_step = self.how.makes_step

    @once
    def name(self) -> str:
        return self.origin.name

    @property
    def spelled(self) -> str:
        """The callee as its file writes it, for messages: `db.users.find`."""
        return self.site.spelled

    @once
    def fate(self) -> Fate:
        return fate(self.site)

    @once
    def given_by(self) -> CallSite:
        """The call that gives what it gives: itself, or that of the helper that returns it."""
        site, chain = self.site, list(self.chain)
        while chain and is_returned(site):
            site = chain.pop()
        return site

    def argument(self, index: int, *keywords: str) -> Value | None:
        """Return an argument by place, or by one of its keyword names."""
        return argument(self.site, index, self.function.links, *keywords)


def is_returned(site: CallSite) -> bool:
    """Whether a function with a name returns what a call gives, or a list of such."""
    expr: Expr | None = site.expr
    while expr is not None and expr.around is not None and expr.around.kind == "array":
        expr = expr.around
    return site.body.owner is None and expr in site.body.returned


class Function:
    """One Inngest function: a call of `createFunction`, or a decorated Python function.

    `shape` is `v4` (options, handler), `v3` (options, trigger, handler), `v0` (name first),
    `python`, `companion` (`createDefer`, `createScorer`: client, options, handler) or `endpoint`
    (a route that is durable, in no registry). `id` is None when it is no literal. `symbol` is the
    name the file gives it. `follow` gives what its handlers reach, which takes long and is asked
    for once.
    """

    def __init__(
        self,
        site: CallSite,
        shape: str,
        client: Origin,
        links: Links,
        follow: "Follow",
        *,
        symbol: str | None,
        id_value: Value | None = None,
        config: Value | None = None,
        triggers: tuple[Trigger, ...] = (),
        handler: Body | None = None,
        failure_handler: Body | None = None,
    ) -> None:
        self.site = site
        self.shape = shape
        self.id = id_value.string if id_value is not None else None
        self.id_value = id_value
        self.symbol = symbol
        self.config = config
        self.triggers = triggers
        self.handler = handler
        self.failure_handler = failure_handler
        self.client = client
        self.links = links
        self.outline: Outline = site.outline
        self.path = self.outline.path
        self.language = self.outline.language
        self._follow = follow

    @property
    def source(self) -> Source:
        return self.outline.source

    @once
    def factory(self) -> Body | None:
        """The function that makes it, None when it is made at the top of a module."""
        body: Body | None = self.site.body
        while body is not None and body.kind == "class":
            body = body.parent
        return body if body is not None and body.kind == "function" else None

    @property
    def label(self) -> str:
        """What to call it in messages: its id, else its symbol, else where it is."""
        name = self.id or self.symbol or f"the function on line {self.site.line}"
        return name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…"

    def option(self, *keys: str) -> Value | None:
        """Return a configuration entry: `retries`, `concurrency`, ..., under any of its names."""
        if self.shape == "python":
            return argument(self.site, -1, self.links, *keys)
        return self.config.entry(*keys) if self.config is not None else None

    @once
    def option_names(self) -> frozenset[str]:
        """What its options are called, as far as the source tells."""
        if self.shape == "python":
            return frozenset(self.site.keywords)
        return frozenset(self.config.entries) if self.config is not None else frozenset()

    @once
    def everything(self) -> tuple[Call, ...]:
        """Every call that the handler and the failure handler reach, certain or not."""
        return self._follow(self)

    @property
    def is_cut(self) -> bool:
        """Whether it makes more calls than are followed, as far as it was followed at all."""
        return len(self.__dict__.get("everything", ())) > MOST_CALLS

    @once
    def calls(self) -> tuple[Call, ...]:
        """The calls that the handler certainly reaches."""
        return tuple(c for c in self.everything if c.certain and not c.in_failure_handler)

    @once
    def failure_calls(self) -> tuple[Call, ...]:
        """The calls that the failure handler certainly reaches."""
        return tuple(c for c in self.everything if c.certain and c.in_failure_handler)

    @once
    def steps(self) -> tuple[Step, ...]:
        """Every step of the handler and the failure handler."""
        return tuple(c.as_step for c in self.everything if c.as_step is not None)

    @once
    def sends(self) -> tuple[Call, ...]:
        """Every `send` on a client that the handler or the failure handler reaches."""
        return tuple(c for c in self.everything if is_send(c.site, c.origin, self.links))

    @property
    def waits(self) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if step.kind in ("waitForEvent", "waitForSignal"))

    @once
    def event_sites(self) -> tuple[tuple[EventTool, CallSite], ...]:
        """The calls that send events, by a step first, and those that wait for one."""
        found: list[tuple[EventTool, CallSite]] = []
        found += (("step", step.site) for step in self.steps if step.kind == "sendEvent")
        found += (("client", call.site) for call in self.sends)
        found += (("wait", step.site) for step in self.steps if step.kind == "waitForEvent")
        return tuple(found)

    @once
    def events(self) -> tuple[EventCall, ...]:
        """All that a whole project needs of what it reaches, as plain data."""
        return tuple(event_call(site, tool, self.links) for tool, site in self.event_sites)

    def take_events(self, events: tuple[EventCall, ...]) -> None:
        """Take over what another process, which followed this function, knows as `events`."""
        self.__dict__["events"] = events


Follow = Callable[[Function], tuple[Call, ...]]
