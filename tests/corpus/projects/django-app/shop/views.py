import datetime
import uuid

import inngest
from django.http import HttpRequest, JsonResponse

from core.client import client


def place(request: HttpRequest) -> JsonResponse:
    client.send_sync(inngest.Event(name="order/placed", data={"id": 1}, id=f"order-placed-{request.POST['id']}"))  # fine: deterministic
    client.send_sync(inngest.Event(name="order/cancelled", data={}, id=str(uuid.uuid4())))  # expect: nondeterministic-event-id
    client.send_sync(inngest.Event(name="order/archived", data={}, idempotencyKey="x"))  # expect: ignored-event-field
    return JsonResponse({"at": datetime.datetime.now().isoformat()})  # fine: not in a handler


def hook(request: HttpRequest) -> JsonResponse:
    signature = request.headers["Stripe-Signature"]
    client.send_sync(inngest.Event(name="order/placed", data={"signature": signature}))  # expect: webhook-without-event-id
    return JsonResponse({})
