"""One file: what its code does, and the Inngest facts in it."""

from collections.abc import Callable, Iterable
from functools import partial

from scaffold.code.links import Links, NoLinks, callee
from scaffold.code.once import once
from scaffold.code.outline import Binding, CallSite, Outline
from scaffold.code.walk import outline
from scaffold.inngest.call_walk import reached_calls
from scaffold.inngest.clients import SENDS, is_send, makes_client
from scaffold.inngest.event_flow import Sent, sent_in
from scaffold.inngest.facts import Function
from scaffold.inngest.functions import find_functions
from scaffold.inngest.sdk_modules import SdkModule
from scaffold.inngest.sdk_names import adapter_imports
from scaffold.syntax.regexes import regex
from scaffold.syntax.source import Source

# What a client is made with, and what sends events: where the text has neither, there is no call.
_NEW = regex(
    rb"\bnew\b(?!\s+(?:\w*Error|Date|URL|URLSearchParams|Map|Set|Promise|Array|Response|Request"
    rb"|Headers|RegExp|Uint8Array)\b)"
)
SEND_SIGN = rb"(?:\.\s*|\[[\"'])send(?:_sync)?\b"
_SEND = regex(SEND_SIGN)


class FileFacts:
    """One file: its outline, and the Inngest facts in it.

    `functions_of` gives the functions that another file of the project defines, `bind` adds to
    its outline what its framework imports there.
    """

    def __init__(
        self,
        source: Source,
        links: Links | None = None,
        functions_of: Callable[[str], Iterable[Function]] = lambda path: (),
        bind: Callable[[Outline], None] = lambda outline: None,
    ) -> None:
        self.source = source
        self.links: Links = links or NoLinks()
        self.path: str = source.path
        self.language: str = source.language.name
        self._functions_of = functions_of
        self._bind = bind

    @once
    def outline(self) -> Outline:
        found = outline(self.source)
        self._bind(found)
        return found

    @once
    def functions(self) -> tuple[Function, ...]:
        """The Inngest functions defined here, in order."""
        follow = partial(reached_calls, factories={})
        return tuple(find_functions(self.outline, self.links, follow))

    @once
    def clients(self) -> tuple[CallSite, ...]:
        """Every place where an Inngest client is made."""
        return tuple(site for site in self.outline.sites_at(_NEW) if makes_client(site, self.links))

    @once
    def adapters(self) -> tuple[tuple[Binding, SdkModule], ...]:
        """Each name that it imports from an adapter, through whatever hands it on."""
        return tuple(adapter_imports(self.outline, self.links))

    @once
    def sites(self) -> tuple[CallSite, ...]:
        """Every call in the file, in order."""
        return self.outline.sites()

    @once
    def sends(self) -> tuple[CallSite, ...]:
        """Every `send` on a client, inside and outside of functions."""
        return tuple(
            site
            for site in self.outline.sites_at(_SEND)
            if (site.method in SENDS or site.root is None)
            and is_send(site, callee(site, self.links), self.links)
        )

    @once
    def events_sent(self) -> tuple[Sent, ...]:
        """Every event that is sent here: by functions, their helpers and callers' helpers too."""
        return tuple(
            sent_in(self.outline, self.functions, self.sends, self.links, self._defined_in)
        )

    def _defined_in(self, path: str) -> Iterable[Function]:
        return self.functions if path == self.path else self._functions_of(path)
