import inngest
from app.client import inngest_client
from app.models import Post


@inngest_client.create_function(fn_id="a", trigger=inngest.TriggerEvent(event="x/y"))
def a(ctx: inngest.Context) -> str:
    rows = Post.objects.filter(id=ctx.event.data["id"])
    if not rows.exists():  # error
        return "missing"
    first = Post.objects.order_by("id").first()  # error
    rest = Post.objects.filter(id=1)  # error
    ctx.step.run("share", share, first, rest)
    return "done"
