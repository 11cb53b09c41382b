"""What rules see of Inngest code: functions, triggers, steps, calls, sends, waits, clients.

Read one file with `FileFacts(source)`; read a project with `graph.Project`. Both give the same
classes. In a project, names are also followed into other files, so a function's calls include
those made by helpers elsewhere.

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

import re
from typing import TYPE_CHECKING

from scaffold.code.bindings import Origin
from scaffold.code.fates import Fate, fate
from scaffold.code.links import Links, NoLinks
from scaffold.code.once import once
from scaffold.code.outline import Body, CallSite, Outline
from scaffold.code.values import Value, argument
from scaffold.code.walk import outline
from scaffold.inngest.event_calls import EventCall, EventTool, event_call
from scaffold.syntax.source import Source

if TYPE_CHECKING:
    from scaffold.inngest.event_flow import Sent
    from scaffold.inngest.roles import Role

# What a client is made with, and what sends events: where the text has neither, there is no call.
_NEW = re.compile(
    rb"\bnew\b(?!\s+(?:\w*Error|Date|URL|URLSearchParams|Map|Set|Promise|Array|Response|Request"
    rb"|Headers|RegExp|Uint8Array)\b)"
)
_SEND = re.compile(rb"\.\s*send(?:_sync)?\b")


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
        self.is_step = len(tool) > 1 and tool[0] == "step"

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

    def argument(self, index: int, *keywords: str) -> Value | None:
        """Return an argument by place, or by one of its keyword names."""
        return argument(self.site, index, self.function.links, *keywords)


class Function:
    """One Inngest function: a call of `createFunction`, or a decorated Python function.

    `shape` is `v4` (options, handler), `v3` (options, trigger, handler), `v0` (name first) or
    `python`. `id` is None when it is no literal. `symbol` is the name the file gives it. `factory`
    is the function that makes it, when it is not made at the top of a module.
    """

    def __init__(
        self,
        file: "FileFacts",
        site: CallSite,
        shape: str,
        id: str | None,  # noqa: A002
        id_value: Value | None,
        symbol: str | None,
        config: Value | None,
        triggers: tuple[Trigger, ...],
        handler: Body | None,
        failure_handler: Body | None,
        factory: Body | None,
        client: Origin,
        links: Links,
    ) -> None:
        self.file = file
        self.site = site
        self.shape = shape
        self.id = id
        self.id_value = id_value
        self.symbol = symbol
        self.config = config
        self.triggers = triggers
        self.handler = handler
        self.failure_handler = failure_handler
        self.factory = factory
        self.client = client
        self.links = links
        self.language = file.language

    @property
    def path(self) -> str:
        return self.file.path

    @property
    def label(self) -> str:
        """What to call it in messages: its id, else its symbol, else where it is."""
        return self.id or self.symbol or f"the function on line {self.site.line}"

    def option(self, *keys: str) -> Value | None:
        """Return a configuration entry: `retries`, `concurrency`, ..., under any of its names."""
        if self.shape == "python":
            return argument(self.site, -1, self.links, *keys)
        return self.config.entry(*keys) if self.config is not None else None

    @once
    def everything(self) -> tuple[Call, ...]:
        """Every call that the handler and the failure handler reach, certain or not."""
        from scaffold.inngest.reach import reach

        return reach(self)

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
        from scaffold.inngest.clients import is_send

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


class FileFacts:
    """One file: its outline, and the Inngest facts in it."""

    def __init__(self, source: Source, links: Links | None = None) -> None:
        self.source = source
        self.links: Links = links or NoLinks()
        self.path: str = source.path
        self.language: str = source.language.name
        # What the project's calls of a factory give to it; reach.py fills it.
        self.factories: dict[Body, tuple[Role, ...]] = {}

    @once
    def outline(self) -> Outline:
        return outline(self.source)

    @once
    def functions(self) -> tuple[Function, ...]:
        """The Inngest functions defined here, in order."""
        from scaffold.inngest.functions import find_functions

        return tuple(find_functions(self))

    @once
    def clients(self) -> tuple[CallSite, ...]:
        """Every place where an Inngest client is made."""
        from scaffold.inngest.clients import makes_client

        return tuple(site for site in self.outline.sites_at(_NEW) if makes_client(site, self.links))

    @once
    def sites(self) -> tuple[CallSite, ...]:
        """Every call in the file, in order."""
        return self.outline.sites()

    @once
    def sends(self) -> tuple[CallSite, ...]:
        """Every `send` on a client, inside and outside of functions."""
        from scaffold.code.links import callee
        from scaffold.inngest.clients import is_send

        return tuple(
            site
            for site in self.outline.sites_at(_SEND)
            if site.attrs and site.attrs[-1] in ("send", "send_sync")
            and is_send(site, callee(site, self.links), self.links)
        )  # fmt: skip

    @once
    def events_sent(self) -> "tuple[Sent, ...]":
        """Every event that is sent here: by functions, their helpers and callers' helpers too."""
        from scaffold.inngest.event_flow import sent_in

        return tuple(sent_in(self))
