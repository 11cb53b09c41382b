"""One Inngest function per module; `app/main.py` serves them."""
