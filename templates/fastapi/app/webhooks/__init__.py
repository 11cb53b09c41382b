"""One webhook per module of this package; each module has a `router`.

Every module is included, so a new webhook needs no line here or in `app/main.py`.
"""

from importlib import import_module
from pkgutil import iter_modules

from fastapi import APIRouter

router = APIRouter()

for _module in iter_modules(__path__, prefix=f"{__name__}."):
    _webhook: object = import_module(_module.name).router
    # Without this check a wrong `router` would fail far from its cause.
    if not isinstance(_webhook, APIRouter):
        raise TypeError(f"`{_module.name}.router` is not an `APIRouter`")
    router.include_router(_webhook)
