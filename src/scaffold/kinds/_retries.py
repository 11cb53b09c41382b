"""How often a step is tried again, by what the function does: the one table of it.

The kinds take their numbers from here, and what people and agents read of retries is made of it.
"""

from typing import NamedTuple


class Retries(NamedTuple):
    """A number of retries, and what it is for."""

    number: int
    use: str
    """What functions do that have it: `mails or takes payments`."""
    lasts: str
    """For how long the attempts go on, by the server's table of waits."""


PROVIDER = Retries(10, "mails, pays or asks a provider", "4½ hours")
RARE = Retries(10, "starts the work of a day or a week", "4½ hours")
WORKER = Retries(5, "does other work on one item", "9 minutes")
READER = Retries(2, "only reads, or starts the work of less than a day", "45 seconds")
ONCE = Retries(0, "must not run again", "no time")

TABLE = (PROVIDER, RARE, WORKER, READER, ONCE)


def advice() -> str:
    """Return the table in a line: `10 for …, 5 for …`."""
    uses: dict[int, list[str]] = {}
    for row in TABLE:
        uses.setdefault(row.number, []).append(row.use)
    return ", ".join(f"{number} for what {' or '.join(each)}" for number, each in uses.items())
