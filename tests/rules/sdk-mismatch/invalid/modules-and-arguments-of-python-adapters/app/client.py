import inngest

bus = inngest.Inngest(app_id="shop")
