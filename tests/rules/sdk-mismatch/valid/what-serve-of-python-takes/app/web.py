import inngest.digital_ocean
import inngest.django
import inngest.flask
from flask import Flask
from inngest.fast_api import serve
from inngest.newer import more

bus = inngest.Inngest(app_id="shop")
both = (bus, [])
inngest.flask.serve(Flask(__name__), bus, [])
inngest.flask.serve(Flask(__name__), *both)
serve(more, client=bus, functions=[])
path = inngest.django.serve(bus, [])
main = inngest.digital_ocean.serve(bus, [])
