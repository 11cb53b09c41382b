"""One page per module of this package, on which somebody answers a question.

Every module has a `router`, which is included: a new page needs no line here or in
`app/main.py`.
"""

from importlib import import_module
from pkgutil import iter_modules

from fastapi import APIRouter

router = APIRouter()

for _module in iter_modules(__path__, prefix=f"{__name__}."):
    _page: object = import_module(_module.name).router
    # Without this check a wrong `router` would fail far from its cause.
    if not isinstance(_page, APIRouter):
        raise TypeError(f"`{_module.name}.router` is not an `APIRouter`")
    router.include_router(_page)
