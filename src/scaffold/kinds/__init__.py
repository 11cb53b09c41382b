"""One `Kind` per shape of function: data only, the text is in the templates."""

from functools import cache

from scaffold.kinds._kind import PROVIDERS, FunctionRequest, Kind
from scaffold.units import discover

__all__ = ["PROVIDERS", "FunctionRequest", "Kind", "all_kinds"]


@cache
def all_kinds() -> dict[str, Kind]:
    """Return every kind by its name."""
    kinds = [module.KIND for module in discover(__name__).values()]
    return {kind.name: kind for kind in kinds}
