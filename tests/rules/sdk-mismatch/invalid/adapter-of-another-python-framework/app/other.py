from app.client import bus
from flask import Flask
from inngest import fast_api

app = Flask(__name__)
fast_api.serve(app, bus, [])  # error
