import inngest
from inngest import fast_api

bus = inngest.Inngest(app_id="shop")
inngest.fast_api.serve(app, bus, [])
