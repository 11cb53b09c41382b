"""What `verify` has to say: one sentence each, with what to do next."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Literal

from scaffold.verifying.web import Answer, NoAnswerError

Weight = Literal["problem", "unknown"]
# What may be over as soon as a server has started.
PASSING = frozenset(
    {
        "app-not-running", "app-broken", "server-not-running", "not-synced", "time-out",
        "server-cannot-reach-app", "app-cannot-reach-server", "functions-missing",
    }
)  # fmt: skip


PROVE_BEFORE = (
    "prove them before deployment, with `scaffold check` and `scaffold verify` against a dev "
    "server; after it, the Apps page of Inngest Cloud lists what was synced"
)


@dataclass(frozen=True)
class Finding:
    """One thing that keeps functions from running, or that kept it from being known.

    `problem` is certain and exits 1; `unknown` says why the rest could not be told and exits 2.
    """

    code: str
    message: str
    hint: str
    weight: Weight = "problem"
    functions: tuple[str, ...] = ()

    def document(self) -> dict[str, object]:
        """Return it for JSON."""
        return asdict(self)


def exit_code(findings: Iterable[Finding]) -> int:
    """Return 2 when something could not be told, 1 when something is wrong, else 0."""
    weights = {each.weight for each in findings}
    return 2 if "unknown" in weights else 1 if weights else 0


class StoppedError(Exception):
    """There is a finding after which nothing more can be asked."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


def stopped(code: str, message: str, hint: str) -> StoppedError:
    """Return the error for what keeps all else from being told."""
    return StoppedError(Finding(code, message, hint, "unknown"))


def unknown_answer(answer: Answer, *, asked: str) -> Finding:
    """Return the finding for an answer that this version does not know."""
    return Finding(
        "unknown-answer",
        f"`{answer.request}` gave an answer that is not known here ({answer.described}), so it is "
        f"not known {asked}",
        "look at that address yourself: is it the server that you mean?",
        "unknown",
    )


def no_answer(error: NoAnswerError, *, asked: str) -> Finding:
    """Return the finding for a server that was reached, or should be, and did not answer."""
    code = "time-out" if error.kind == "time-out" else "no-answer"
    hint = {
        "time-out": "is it busy or stopped in a debugger? `--timeout SECONDS` waits longer",
        "tls": "use `http://` if it speaks no TLS; `SSL_CERT_FILE` names authorities of your own",
    }.get(error.kind, "is it the server that you mean? look at its log")
    return Finding(
        code, f"`{error.request}`: {error.why}, so it is not known {asked}", hint, "unknown"
    )
