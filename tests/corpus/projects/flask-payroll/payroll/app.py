import inngest.flask
from flask import Flask

from payroll.client import client
from payroll.cancels import cancels
from payroll.limits import limits
from payroll.schedules import schedules


def create_app() -> Flask:
    app = Flask(__name__)
    inngest.flask.serve(app, client, [*limits, *schedules, *cancels])  # fine: every list is spread

    @app.post("/hire")
    def hire() -> dict[str, bool]:
        client.send_sync(inngest.Event(name="payroll/person.hired", data={"id": "1"}))  # fine: sync code
        client.send(inngest.Event(name="payroll/person.hired", data={"id": "2"}))  # expect: unawaited-send
        client.send_sync(inngest.Event(name="payroll/person.fired", data={"id": "1"}))  # expect: unreceived-event
        client.send_sync([inngest.Event(name="payroll/person.hired", data={"id": str(n)}, id=f"hired-{n}") for n in range(3)])  # fine: an id each
        return {"ok": True}

    return app
