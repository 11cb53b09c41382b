from inngest import Inngest

bus = Inngest(app_id="app")
