import inngest
import stripe
from app.client import client
from django.http import HttpRequest, JsonResponse


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="order/paid"))
def a(ctx: inngest.ContextSync) -> None: ...


def pay(request: HttpRequest) -> JsonResponse:
    client.send_sync(inngest.Event(name="order/paid", data={"id": request.POST["id"]}))
    return JsonResponse({})


def paid(request: HttpRequest) -> JsonResponse:
    signature = request.headers["Stripe-Signature"]
    event = stripe.Webhook.construct_event(request.body, signature, "secret")
    client.send_sync(inngest.Event(name="order/paid", data={"id": event.id}, id=event.id))
    return JsonResponse({})
