import hmac
from inngest import Event
from app.client import bus


async def received(request) -> None:
    hmac.compare_digest(request.headers["X-Hub-Signature-256"], "x")
    bus.send_sync([Event(name="github/pushed", data={}) for _ in range(2)])  # error
