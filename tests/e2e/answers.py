"""The answers the end-to-end tests give, and what a project made from them registers."""

from collections.abc import Iterator
from dataclasses import dataclass

from scaffold.functions.request import read_request
from scaffold.kinds import all_kinds, chosen_kinds

KINDS = tuple(chosen_kinds())


@dataclass(frozen=True)
class Answers:
    """One way to answer the questions of `scaffold new`."""

    stack: str = "nextjs"
    sdk: str = "4"
    kinds: tuple[str, ...] = ()
    package_manager: str = "npm"
    deployment: str = "none"

    @property
    def name(self) -> str:
        """A project name that tells the answers apart."""
        sdk = f"v{self.sdk}" if self.stack == "nextjs" else ""
        kinds = "all" if self.kinds == KINDS else "-".join(self.kinds) or "event"
        words = (self.stack, sdk, kinds, self.package_manager, self.deployment)
        return "-".join(word for word in words if word)

    @property
    def flags(self) -> list[str]:
        sdk = ["--sdk", self.sdk] if self.stack == "nextjs" else []
        kinds = [word for kind in self.kinds for word in ("--kind", kind)]
        manager = ["--package-manager", self.package_manager]
        return ["--stack", self.stack, *sdk, *kinds, *manager, "--deployment", self.deployment]

    @property
    def triggers(self) -> dict[str, list[str]]:
        """The functions that must be served: triggers by function ID, without the app ID."""
        expected = {}
        for kind in all_kinds().values():
            if not kind.choice or kind.name in self.kinds:
                sample = read_request(kind.sample)
                expected[sample.id] = [sample.trigger]
                if sample.worker is not None:
                    expected[sample.worker.id] = [sample.events[-1].name]
        return expected


def fastapi(kinds: tuple[str, ...] = (), package_manager: str = "pip", **more: str) -> Answers:
    """Return answers for the FastAPI stack."""
    return Answers("fastapi", "", kinds, package_manager, **more)


FULL_NEXTJS = [
    Answers(sdk="4", kinds=KINDS),
    Answers(sdk="3", kinds=KINDS),
    Answers(sdk="4"),
]
FULL_FASTAPI = [fastapi(KINDS), fastapi()]


def nextjs_matrix() -> Iterator[Answers]:
    """Every set of kinds for both SDKs; every package manager and deployment where they differ."""
    for sdk in ("4", "3"):
        for kinds in ((), *((kind,) for kind in KINDS), KINDS):
            yield Answers(sdk=sdk, kinds=kinds)
    for deployment in ("none", "vercel", "railway"):
        for manager in ("npm", "pnpm", "yarn", "bun"):
            if (manager, deployment) != ("npm", "none"):
                yield Answers(kinds=KINDS, package_manager=manager, deployment=deployment)
    for deployment in ("vercel", "railway"):
        yield Answers(sdk="3", kinds=KINDS, deployment=deployment)


def fastapi_matrix() -> Iterator[Answers]:
    """Every set of kinds; both package managers, both deployments."""
    for kinds in ((), *((kind,) for kind in KINDS), KINDS):
        yield fastapi(kinds)
    for manager in ("uv", "pip"):
        for deployment in ("none", "railway"):
            if (manager, deployment) != ("pip", "none"):
                yield fastapi(KINDS, manager, deployment=deployment)
