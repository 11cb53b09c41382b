import inngest

bus = inngest.Inngest(app_id="shop")
inngest.flask.serve(app, bus, [])  # error
