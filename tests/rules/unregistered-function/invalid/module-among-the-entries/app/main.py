import inngest.flask
from app import jobs, mail
from app.client import bus

inngest.flask.serve(
    app,
    bus,
    [
        jobs.b,
        mail,  # error
    ],
)
