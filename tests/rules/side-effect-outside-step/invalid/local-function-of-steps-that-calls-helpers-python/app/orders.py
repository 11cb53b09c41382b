from app.db import session


async def company_of(user_id: str) -> dict[str, str] | None:
    return await session.scalar(user_id)


async def order_of(company: dict[str, str]) -> dict[str, str]:
    return await session.scalar(company["id"])
