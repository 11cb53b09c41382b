import inngest
from app.client import client
from app.models import Episode


@client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
def a(ctx: inngest.ContextSync) -> None:
    episode = Episode.objects.get(id=ctx.event.data["id"])

    def complete():
        episode.save()
        episode.status = "done"  # error

    ctx.step.run("complete", complete)
    return episode.status
