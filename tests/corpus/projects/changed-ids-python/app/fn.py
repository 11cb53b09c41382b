import flask
import inngest
import inngest.flask

client = inngest.Inngest(app_id="shop")
app = flask.Flask(__name__)


@client.create_function(fn_id="charge-card", trigger=inngest.TriggerEvent(event="order/placed"), retries=3)  # expect: changed-id
def charge(ctx: inngest.ContextSync) -> None:
    ctx.step.run("take-money", take)  # expect: changed-id
    ctx.step.run("receipt", take)  # fine: unchanged


def take() -> str:
    return "ok"


inngest.flask.serve(app, client, [charge])


def go() -> None:
    client.send_sync(inngest.Event(name="order/placed"))
