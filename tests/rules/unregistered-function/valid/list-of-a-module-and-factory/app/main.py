import inngest.flask
from app.jobs import ALL
from app.client import bus

inngest.flask.serve(app, bus, ALL)
