import abc
import datetime
import secrets
from dataclasses import dataclass, field

import httpx
from redis.asyncio import Redis
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

from shipping.models import Parcel

engine = create_async_engine("postgresql+asyncpg://localhost/shipping")
sessions = async_sessionmaker(engine)
redis = Redis.from_url("redis://localhost")


class Carrier(abc.ABC):
    @abc.abstractmethod
    async def book(self, parcel_id: str) -> str: ...


class PostCarrier(Carrier):
    def __init__(self, http: httpx.AsyncClient) -> None:
        self._http = http

    async def book(self, parcel_id: str) -> str:
        answer = await self._http.post("https://post.example.com/labels", json={"id": parcel_id})  # fine: reported where it is called
        answer.raise_for_status()
        return str(answer.json()["code"])

    def price(self, grams: int) -> int:
        return 300 + grams // 100 * 20

    async def try_book(self, parcel_id: str) -> str | None:
        try:
            return await self.book(parcel_id)
        except httpx.HTTPError:  # expect: swallowed-step-error
            return None


@dataclass
class ParcelRepository:
    cache: dict[str, str] = field(default_factory=dict)

    async def get(self, parcel_id: str) -> Parcel | None:
        async with sessions() as session:
            return await session.get(Parcel, parcel_id)

    async def mark(self, parcel_id: str, state: str) -> None:
        async with sessions.begin() as session:
            await session.execute(update(Parcel).where(Parcel.id == parcel_id).values(state=state))

    async def remember(self, parcel_id: str) -> None:
        self.cache[parcel_id] = "seen"

    def query(self, state: str):
        return select(Parcel).where(Parcel.state == state)


carrier = PostCarrier(httpx.AsyncClient())
repository = ParcelRepository()


def tracking_code() -> str:
    return secrets.token_hex(8)


def cutoff(hours: int) -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC) - datetime.timedelta(hours=hours)


def day_of(moment: str) -> str:
    return datetime.datetime.fromisoformat(moment).date().isoformat()


async def open_parcels(session: AsyncSession) -> list[str]:
    rows = await session.scalars(repository.query("open"))
    return [row.id for row in rows]
