"""Payments: `charge` and `refund` for functions, `take` and `give_back` for your provider.

Money is in minor units: 1999 of `eur` is 19.99 €. A float loses cents.
"""

import logging
from dataclasses import dataclass

from app.services.provider import ProviderError, attempt, stand_in

logger = logging.getLogger("uvicorn.error")


@dataclass(frozen=True)
class Money:
    """An amount in minor units."""

    amount: int
    currency: str


@dataclass(frozen=True)
class Booking:
    """Money that was taken from a customer, or given back of a charge."""

    id: str
    of: str
    money: Money


# By key. A provider keeps its own keys; ask it for how long.
bookings: dict[str, Booking] = {}


async def take(customer_id: str, money: Money, key: str) -> str:
    """Stand in for your provider's charge, on the console."""
    return _book("charge", customer_id, money, key)


async def give_back(charge_id: str, money: Money, key: str) -> str:
    """Stand in for your provider's refund, on the console."""
    return _book("refund", charge_id, money, key)


def _book(what: str, of: str, money: Money, key: str) -> str:
    stand_in("app/services/payments.py")
    if key not in bookings:
        bookings[key] = Booking(f"{what}-{len(bookings) + 1}", of, money)
        logger.info("%s of %s: %s %s", what, of, money.amount, money.currency)
    return bookings[key].id


def _check(money: Money) -> None:
    if type(money.amount) is not int or money.amount <= 0:
        raise ProviderError(400, f"{money.amount} is not an amount in minor units")


async def charge(customer_id: str, money: Money, key: str) -> str:
    """Take money once for each key; the ID of the charge."""
    with attempt():
        _check(money)
        return await take(customer_id, money, key)


async def refund(charge_id: str, money: Money, key: str) -> str:
    """Give money back once for each key; the ID of the refund."""
    with attempt():
        _check(money)
        return await give_back(charge_id, money, key)
