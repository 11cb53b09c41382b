import inngest
import stripe
from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from courses.functions import enrol_student
from lms.inngest import client


def enrol(request: HttpRequest) -> JsonResponse:
    data = {"course_id": request.POST["course"], "email": request.POST["email"]}
    client.send_sync(inngest.Event(name="student/enrolled", data=data))  # fine: sync code
    client.send(inngest.Event(name="student/enrolled", data=data))  # expect: unawaited-send
    client.send_sync(inngest.Event(name="Student Enrolled", data=data))  # expect: unreceived-event, event-name-format
    enrol_student(data)  # expect: handler-called-directly
    return JsonResponse({"ok": True})


@csrf_exempt
def stripe_webhook(request: HttpRequest) -> JsonResponse:
    event = stripe.Webhook.construct_event(request.body, request.headers["Stripe-Signature"], "secret")
    if event.type == "checkout.session.completed":
        client.send_sync(inngest.Event(name="course/finished", data={"email": event.data.object.email}))  # expect: webhook-without-event-id
    else:
        client.send_sync(inngest.Event(name="course/finished", data={"email": "x"}, id=f"stripe-{event.id}"))  # fine: the provider's own id
    return JsonResponse({})
