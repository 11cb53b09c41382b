import uuid

from asgiref.sync import async_to_sync
from inngest import Event, Inngest

bus = Inngest(app_id="app")


def verify(user):
    key = f"verify-{user.id}-{uuid.uuid4().hex[:12]}"
    async_to_sync(bus.send)(Event(name="user/told", data={"user": user.id}, id=key))  # error
