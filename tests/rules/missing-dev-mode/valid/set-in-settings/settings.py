import os

os.environ.setdefault("INNGEST_DEV", "1")
