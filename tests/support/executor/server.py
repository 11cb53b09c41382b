"""The HTTP side: the addresses of Inngest that an SDK calls in dev mode."""

import json
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit

from .protocol import Json

Route = Callable[[str, str, Json], tuple[int, Json]]


class Server:
    """A server on 127.0.0.1 at a free port; `route` answers (method, path, body)."""

    def __init__(self, route: Route) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(route))
        self._server.daemon_threads = True
        self._thread = Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(timeout=5)


def _handler(route: Route) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            content = self.rfile.read(int(self.headers.get("content-length") or 0))
            try:
                body = json.loads(content) if content else None
                status, answer = route(self.command, urlsplit(self.path).path, body)
            except json.JSONDecodeError as error:
                status, answer = 400, {"error": str(error), "status": 400}
            payload = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(payload)))
            self.end_headers()
            self.wfile.write(payload)

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _answer  # noqa: N815

        def log_message(self, *args: object) -> None:
            """Say nothing: tests read what was received from the executor."""

    return Handler
