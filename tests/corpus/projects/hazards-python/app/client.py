import inngest

inngest_client = inngest.Inngest(
    app_id="clinic",
    request_timeout=30_000,  # fine: an option
    event_url="https://inn.example.com",  # expect: unknown-option
)
