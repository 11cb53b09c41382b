"""What the environment tells this app; `.env.example` says what each is for."""

import os
from typing import Literal

import inngest

Setting = Literal["ANSWER_SECRET", "APP_URL", "SLACK_CHANNEL", "TEAM_EMAIL"]


def setting(name: Setting) -> str:
    """A setting; a run that needs one that is not set fails at once and names it."""
    value = os.environ.get(name)
    if not value:
        raise inngest.NonRetriableError(f"{name} is not set")
    return value
