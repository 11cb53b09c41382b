import inngest
from app.client import client
from app.models import Episode
from django.utils import timezone


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
def a(ctx: inngest.ContextSync) -> None:
    episode = Episode.objects.get(id=ctx.event.data["id"])
    episode.started_at = timezone.now()
    episode.save(update_fields=["started_at"])
    ctx.step.run("extract", lambda: extract(episode.url))
