from inngest import Inngest

bus = Inngest(
    app_id="shop",
    is_production=False,  # error
)
