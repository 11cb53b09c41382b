import inngest.flask
from app.client import bus
from app.a import a

inngest.flask.serve(app, bus, [a])
