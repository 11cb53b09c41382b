from psycopg_pool import ConnectionPool
from shop.queries import Queries

_pool = None
_queries = None


def queries() -> Queries:
    global _pool, _queries
    if _queries is None:
        _pool = ConnectionPool("postgresql://localhost/shop")
        _queries = Queries(_pool)
    return _queries
