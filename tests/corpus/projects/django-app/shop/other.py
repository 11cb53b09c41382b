import inngest

mine = inngest.Inngest(app_id="shop", is_production=None)  # expect: second-client
