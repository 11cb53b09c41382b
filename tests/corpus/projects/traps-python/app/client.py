import os

import inngest

if os.getenv("TESTING"):
    inngest_client = inngest.Inngest(app_id="traps", signing_key="test")  # fine: only for tests
else:
    inngest_client = inngest.Inngest(app_id="traps")  # fine: the branches of one module
