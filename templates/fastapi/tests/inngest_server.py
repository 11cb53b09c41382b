"""A stand-in for the Inngest server: it takes events and registrations."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class InngestServer:
    """What the app sent to Inngest, and the address it was sent to."""

    def __init__(self) -> None:
        self.events: list[dict[str, Any]] = []
        self.requests = 0
        self.registrations: list[dict[str, Any]] = []
        self.is_rejecting = False
        server = ThreadingHTTPServer(("127.0.0.1", 0), self._request_class())
        self.url = f"http://127.0.0.1:{server.server_address[1]}"
        threading.Thread(target=server.serve_forever, daemon=True).start()

    def clear(self) -> None:
        """Forget what was sent, and accept events again."""
        self.events.clear()
        self.requests = 0
        self.registrations.clear()
        self.is_rejecting = False

    def answer(self, path: str, body: Any) -> tuple[int, dict[str, Any]]:
        """Status and body of the answer to one request."""
        if path.startswith("/fn/register"):
            self.registrations.append(body)
            return 200, {"ok": True, "modified": True}
        if self.is_rejecting:
            return 400, {"error": "not now", "ids": [], "status": 400}
        self.requests += 1
        events = body if isinstance(body, list) else [body]
        self.events.extend(events)
        ids = [f"stored-{number}" for number, _ in enumerate(events)]
        return 200, {"ids": ids, "status": 200}

    def _request_class(self) -> type[BaseHTTPRequestHandler]:
        inngest_server = self

        class Request(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                size = int(self.headers["content-length"])
                body = json.loads(self.rfile.read(size))
                status, answer = inngest_server.answer(self.path, body)
                self.send_response(status)
                self.send_header("content-type", "application/json")
                self.end_headers()
                self.wfile.write(json.dumps(answer).encode())

            def log_message(self, format: str, *args: object) -> None:
                pass

        return Request
