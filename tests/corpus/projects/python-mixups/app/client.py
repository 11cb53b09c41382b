import inngest

bus = inngest.Inngest(app_id="mixups")  # expect: missing-dev-mode
