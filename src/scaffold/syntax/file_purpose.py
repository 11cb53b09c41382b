"""What a file of a repository is for, as its path tells: the app, its tests, or neither."""

import re
from functools import cache
from typing import Literal

from scaffold.syntax.regexes import regex

Purpose = Literal["app", "test", "fixture", "story", "types", "generated", "vendored"]

_VENDORED = regex(
    r"(?:^|/)(?:node_modules|bower_components|site-packages|third_party|\.yarn|\.?venv)/|^vendor/"
)
# Of each of these, the first that fits is taken.
_FOLDERS: tuple[tuple[Purpose, re.Pattern[str]], ...] = (
    (
        "generated",
        regex(
            r"(?:^|/)(?:__generated__|\.next|\.nuxt|\.output|\.svelte-kit|\.turbo|\.vercel|dist)/"
            r"|^(?:[^/]+/[^/]+/)?(?:build|out|coverage)/"
        ),
    ),
    ("fixture", regex(r"(?:^|/)(?:__fixtures__|__mocks__|fixtures|test[-_]?data|mocks)/")),
    (
        "test",
        regex(
            r"(?:^|/)(?:__tests?__|_tests|e2e|cypress|playwright|test[-_]?(?:utils|helpers|support)"
            r"|(?:(?:unit|integration|functional|acceptance|e2e|smoke|load)[-_])?tests?)/"
        ),
    ),
    ("story", regex(r"(?:^|/)(?:\.storybook|__stories__)/")),
)
_NAMES: tuple[tuple[Purpose, re.Pattern[str]], ...] = (
    ("types", regex(r"\.d\.[cm]?ts$")),
    ("story", regex(r"\.stories\.[cm]?[jt]sx?$")),
    ("generated", regex(r"\.(?:gen|generated|pb|min)\.[cm]?[jt]sx?$|_pb2(?:_grpc)?\.py$")),
    ("fixture", regex(r"\.(?:fixtures?|mocks?)\.[cm]?[jt]sx?$")),
    (
        "test",
        regex(
            r"\.(?:test|tests|spec|e2e|e2e-(?:spec|test)|cy|bench|test-d|spec-d)\.[cm]?[jt]sx?$"
            r"|(?:^|/)(?:jest|vitest|cypress|playwright)\.(?:[\w.-]+\.)?[cm]?[jt]s$"
            r"|(?:^|/)setup-?[tT]ests?\.[cm]?[jt]sx?$"
            r"|(?:^|/)(?:test_[^/]*|[^/]*_test|conftest|tests)\.py$"
        ),
    ),
)
# A route may be called after any of these: `app/api/test/route.ts`, `pages/api/e2e/run.ts`.
_ROUTE = regex(
    r"(?:^|/)app/(?!.*/(?:__tests__|__mocks__)/).*/(?:route|page|layout)\.[jt]sx?$"
    r"|(?:^|/)pages/api/[^.]*\.[jt]sx?$|(?:^|/)routes/(?:.*/)?\+(?:server|page|layout)[^/]*$"
)


@cache
def purpose_of(path: str) -> Purpose:
    """Return what a file is for."""
    if _VENDORED.search(path):
        return "vendored"
    for purpose, name in _NAMES:
        if name.search(path):
            return purpose
    route = _ROUTE.search(path)
    for purpose, folder in _FOLDERS:
        # What stands before the framework's own folder still counts: `e2e/app/page.tsx`.
        if folder.search(path if route is None else path[: route.start() + 1]):
            return purpose
    return "app"


def is_app_file(path: str) -> bool:
    """Whether a file is part of what runs: what it sends and defines is the app's."""
    return purpose_of(path) == "app"
