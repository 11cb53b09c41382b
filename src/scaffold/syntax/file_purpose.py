"""What a file of a repository is for, as its path tells: the app, its tests, or neither."""

from functools import cache
from itertools import product
from typing import Literal

from scaffold.syntax.regexes import regex

Purpose = Literal["app", "test", "fixture", "story", "types", "generated", "vendored"]

_VENDORED = frozenset(
    {"node_modules", "bower_components", "site-packages", "third_party", ".yarn", "venv", ".venv"}
)
_BUILT = ("build", "out", "coverage")  # of the repository, or of a package in it
_RUNS = ("unit", "integration", "functional", "acceptance", "e2e", "smoke", "load")
_HELPERS = ("utils", "helpers", "support")
# Of each of these, the first that fits is taken.
_FOLDERS: tuple[tuple[Purpose, frozenset[str]], ...] = (
    ("generated", frozenset({"__generated__", ".next", ".nuxt", ".output", ".svelte-kit", ".turbo",
                             ".vercel", "dist"})),
    ("fixture", frozenset({"__fixtures__", "__mocks__", "fixtures", "testdata", "test-data",
                           "test_data", "mocks"})),
    ("test", frozenset({"__test__", "__tests__", "_tests", "e2e", "cypress", "playwright", "test",
                        "tests", *map("".join, product(_RUNS, "-_", ("test", "tests"))),
                        *map("".join, product(("test",), ("", "-", "_"), _HELPERS))})),
    ("story", frozenset({".storybook", "__stories__"})),
)  # fmt: skip
# The word before the suffix: `mail.test.ts`.
_WORDS: dict[str, Purpose] = {
    "stories": "story",
    **dict.fromkeys(("gen", "generated", "pb", "min"), "generated"),
    **dict.fromkeys(("fixture", "fixtures", "mock", "mocks"), "fixture"),
    **dict.fromkeys(("test", "tests", "spec", "e2e", "e2e-spec", "e2e-test", "cy", "bench",
                     "test-d", "spec-d"), "test"),
}  # fmt: skip
_TYPED, _PLAIN = ("ts", "cts", "mts"), ("js", "cjs", "mjs")
_SUFFIXES = frozenset({*_TYPED, *_PLAIN, *(f"{each}x" for each in (*_TYPED, *_PLAIN))})
_RUNNERS = ("jest", "vitest", "cypress", "playwright")
_SET_UP = frozenset(map("".join, product(("setup", "setup-"), "tT", ("est", "ests"))))
# A route may be called after any of these: `app/api/test/route.ts`, `pages/api/e2e/run.ts`.
_ROUTE = regex(
    r"(?:^|/)app/(?!.*/(?:__tests__|__mocks__)/).*/(?:route|page|layout)\.[jt]sx?$"
    r"|(?:^|/)pages/api/[^.]*\.[jt]sx?$|(?:^|/)routes/(?:.*/)?\+(?:server|page|layout)[^/]*$"
)
_HOLDS_ROUTES = frozenset({"app", "pages", "routes"})


@cache
def purpose_of(path: str) -> Purpose:
    """Return what a file is for."""
    *folders, name = path.split("/")
    if folders[:1] == ["vendor"] or not _VENDORED.isdisjoint(folders):
        return "vendored"
    said = _said_by(name)
    if said is not None:
        return said
    if not _HOLDS_ROUTES.isdisjoint(folders):
        route = _ROUTE.search(path)
        # What stands before the framework's own folder still counts: `e2e/app/page.tsx`.
        folders = folders if route is None else path[: route.start() + 1].split("/")[:-1]
    if any(folder in _BUILT for folder in (*folders[:1], *folders[2:3])):
        return "generated"
    found = (purpose for purpose, names in _FOLDERS if not names.isdisjoint(folders))
    return next(found, "app")


def _said_by(name: str) -> Purpose | None:
    """What a file's own name says that it is for."""
    first, *words, suffix = name.split(".") if "." in name else (name, "")
    if suffix in _SUFFIXES:
        word = words[-1] if words else ""
        if word == "d" and suffix in _TYPED:
            return "types"
        runs = first in _RUNNERS and suffix[-1] == "s"
        return _WORDS.get(word) or ("test" if runs or (not words and first in _SET_UP) else None)
    stem = name.removesuffix(".py")
    if suffix != "py":
        return None
    if stem.endswith(("_pb2", "_pb2_grpc")):
        return "generated"
    is_test = stem in ("conftest", "tests") or stem.startswith("test_") or stem.endswith("_test")
    return "test" if is_test else None


def is_app_file(path: str) -> bool:
    """Whether a file is part of what runs: what it sends and defines is the app's."""
    return purpose_of(path) == "app"
