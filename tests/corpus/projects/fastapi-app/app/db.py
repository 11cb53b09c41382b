from typing import Any

import asyncpg

pool: asyncpg.Pool


async def find_order(order_id: str) -> dict[str, Any]:
    return await pool.fetchrow("select * from orders where id = $1", order_id)


async def save_order(order: dict[str, Any]) -> None:
    async with pool.acquire() as connection:
        await connection.execute("insert into orders values ($1)", order["id"])


def total(lines: list[int]) -> int:
    return sum(lines)
