import inngest
import inngest.digital_ocean
import inngest.digitalocean  # error
import inngest.fastapi as adapter  # error
from inngest import fastapi, flask  # error
from inngest.experimental import ai


def serve_later():
    from inngest.fastapi import serve  # error

    return serve, adapter, fastapi, flask, ai, inngest.digital_ocean
