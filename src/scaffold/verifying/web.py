"""One request over HTTP, within limits: of time, of size, and never somewhere else than asked."""

import queue
import ssl
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal
from urllib.parse import urlsplit

import httpx

from scaffold.disk.data_files import UnreadableDataError, read_json
from scaffold.shown import shown
from scaffold.verifying.addresses import is_loopback

TIMEOUT = 5.0
_LARGEST = 8_000_000
_QUOTED = 160
# Past the time that one read may take, so that httpx itself says what was slow where it can.
_GRACE = 0.5

Failure = Literal["refused", "time-out", "too large", "tls", "broken"]


class NoAnswerError(Exception):
    """Nothing that could be read came back; `why` goes after the address in a sentence."""

    def __init__(self, kind: Failure, request: str, why: str) -> None:
        super().__init__(f"{request}: {why}")
        self.kind = kind
        self.request = request
        self.why = why


@dataclass(frozen=True)
class Answer:
    """What came back. Header names are in lower case; `json` is None for what is no JSON."""

    method: str
    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def request(self) -> str:
        """The request in words: `GET http://localhost:8288/dev`."""
        return f"{self.method} {self.url}"

    @cached_property
    def json(self) -> Any:
        try:
            return read_json(self.body)
        except UnreadableDataError:
            return None

    @property
    def fields(self) -> dict[str, Any]:
        """The JSON object that it holds, empty for anything else."""
        return self.json if isinstance(self.json, dict) else {}

    @property
    def is_html(self) -> bool:
        start = self.body[:200].lstrip().lower()
        return "text/html" in self.headers.get("content-type", "") or start.startswith(
            (b"<!doctype html", b"<html")
        )

    @property
    def described(self) -> str:
        """The status and the start of the body, for messages."""
        if self.is_html:
            return f"{self.status} with an HTML page"
        text = " ".join(self.body.decode("utf-8", "replace").split())
        return f"{self.status}: {shown(text, _QUOTED)}" if text else f"{self.status} and no text"


class Web:
    """Asks servers. No redirect is followed; a proxy of the environment is for remote hosts."""

    def __init__(self, timeout: float = TIMEOUT) -> None:
        self.timeout = timeout
        self._clients: dict[tuple[bool, bool], httpx.Client] = {}

    def ask(self, method: str, url: str, body: object = None) -> Answer:
        """Return the answer to one request. Raises NoAnswerError when none comes in time.

        httpx limits each read, not all of them, so a server that drips would be read for ever:
        a thread of its own does the request, and is left to itself when its time is over.
        """
        done: queue.SimpleQueue[Answer | NoAnswerError] = queue.SimpleQueue()
        deadline = time.monotonic() + self.timeout
        client = self._client(url)

        def work() -> None:
            try:
                done.put(self._ask(client, method, url, body, deadline))
            except NoAnswerError as error:
                done.put(error)
            except Exception as error:  # whatever a server makes of a library is no answer
                done.put(NoAnswerError("broken", f"{method} {url}", _words(error)))

        threading.Thread(target=work, daemon=True).start()
        try:
            answer = done.get(timeout=self.timeout + _GRACE)
        except queue.Empty:
            raise self._late(f"{method} {url}") from None
        if isinstance(answer, NoAnswerError):
            raise answer
        return answer

    def _ask(
        self, client: httpx.Client, method: str, url: str, body: object, deadline: float
    ) -> Answer:
        request = f"{method} {url}"
        content = bytearray()
        try:
            with client.stream(method, url, json=body) as response:
                for chunk in response.iter_raw():
                    content += chunk
                    if len(content) > _LARGEST:
                        raise NoAnswerError(
                            "too large", request, f"the answer is larger than {_LARGEST:,} bytes"
                        )
                    if time.monotonic() > deadline:
                        raise self._late(request)
                found = {name.lower(): text for name, text in response.headers.items()}
                return Answer(method, url, response.status_code, found, bytes(content))
        except httpx.TimeoutException:
            raise self._late(request) from None
        except httpx.ConnectError as error:
            if isinstance(_root(error), ssl.SSLError):
                raise NoAnswerError("tls", request, f"TLS failed: {_words(error)}") from None
            why = "nothing listens there" if is_loopback(url) else _words(error)
            raise NoAnswerError("refused", request, why) from None
        except httpx.HTTPError as error:
            raise NoAnswerError("broken", request, _words(error)) from None

    def _late(self, request: str) -> NoAnswerError:
        return NoAnswerError("time-out", request, f"no answer within {self.timeout:g} s")

    def _client(self, url: str) -> httpx.Client:
        local, tls = is_loopback(url), urlsplit(url).scheme == "https"
        if (local, tls) not in self._clients:
            self._clients[local, tls] = httpx.Client(
                timeout=self.timeout,
                follow_redirects=False,
                trust_env=not local,
                # The system's authorities and `SSL_CERT_FILE`, which a local one is in.
                verify=ssl.create_default_context() if tls or not local else False,
                headers={"accept": "application/json", "accept-encoding": "identity"},
            )
        return self._clients[local, tls]


def _root(error: BaseException) -> BaseException:
    while (cause := error.__cause__ or error.__context__) is not None:
        error = cause
    return error


def _words(error: BaseException) -> str:
    return shown(str(error).splitlines()[0] if str(error) else type(error).__name__, _QUOTED)
