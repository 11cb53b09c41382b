import inngest.flask
from app.client import bus
from app.a import a
from app.b import b

inngest.flask.serve(app, bus, [a, b])
