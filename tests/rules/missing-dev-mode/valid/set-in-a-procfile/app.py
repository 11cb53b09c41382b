from inngest import Inngest

bus = Inngest(app_id="shop", event_key="x")
