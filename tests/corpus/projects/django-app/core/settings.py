import os

INNGEST_DEV = os.getenv("INNGEST_DEV")
