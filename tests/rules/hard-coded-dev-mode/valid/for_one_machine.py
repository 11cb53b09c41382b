import inngest


def make_local_client() -> inngest.Inngest:
    return inngest.Inngest(app_id="shop", is_production=False)


test_client = inngest.Inngest(app_id="shop", is_production=False)
