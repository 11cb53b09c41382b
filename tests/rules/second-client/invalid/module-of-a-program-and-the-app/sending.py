import inngest


def client() -> inngest.Inngest:
    return inngest.Inngest(app_id="shop")  # error
