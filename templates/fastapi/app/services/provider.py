"""What a provider's answer means for a run, for every provider in one place."""

import datetime
import os
from collections.abc import Iterator
from contextlib import contextmanager

import inngest

# Time-out, the same key is still at work, too early, too many: these pass.
_PASSING = (408, 409, 425, 429)


class ProviderError(Exception):
    """What a provider answered instead of doing what it was asked to."""

    def __init__(
        self,
        status: int,
        message: str,
        retry_after: datetime.timedelta | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        # When it wants to be asked again, if it says so.
        self.retry_after = retry_after


@contextmanager
def attempt() -> Iterator[None]:
    """Around a call to a provider: what it answers becomes what Inngest does.

    A provider that says when is asked again then. Any other 4xx stays as it is, so the
    run fails at once. The rest, no answer included, is tried again until the retries
    are used up. The two errors of the SDK end the request as they are: `except
    inngest.StepError` around the step never sees them, not at the last attempt either.
    """
    try:
        yield
    except ProviderError as error:
        if error.retry_after is not None:
            raise inngest.RetryAfterError(str(error), error.retry_after) from error
        if 400 <= error.status < 500 and error.status not in _PASSING:
            raise inngest.NonRetriableError(str(error)) from error
        raise


def stand_in(module: str) -> None:
    """Fail a run that reaches a stand-in in production.

    Once it is replaced, the run can be rerun.
    """
    if not os.environ.get("INNGEST_DEV"):
        raise inngest.NonRetriableError(f"{module} is a stand-in: put your own in it")
