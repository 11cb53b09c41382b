"""The app's handler: asked what it is, and told to sync."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from scaffold.shown import shown
from scaffold.verifying.addresses import is_loopback, origin, path_of
from scaffold.verifying.findings import (
    PROVE_BEFORE,
    Finding,
    StoppedError,
    no_answer,
    unknown_answer,
)
from scaffold.verifying.source import Gate
from scaffold.verifying.web import Answer, NoAnswerError, Web

_NOT_KNOWN = "what the app serves"
_IN_DEV_MODE = (
    "set `INNGEST_DEV=1` where the app reads its environment on this machine "
    "(`.env.development`), and restart it"
)


class AppState(NamedTuple):
    """A handler that answered: where, in which mode, with how many functions (None: not told)."""

    url: str
    mode: str
    function_count: int | None


class Around(NamedTuple):
    """What messages about the app name: how it is started, its registry, what stands before it."""

    start: str
    registry: str
    gates: Callable[[], Sequence[Gate]]


def ask_app(web: Web, urls: Sequence[str], around: Around) -> AppState:
    """Return the first handler that answers at one of the addresses.

    Raises StoppedError with what is there instead: nothing, another program, something in front.
    """
    seen: Finding | None = None
    for url in urls:
        try:
            answer = web.ask("GET", url)
        except NoAnswerError as error:
            if error.kind != "refused" or not is_loopback(url):
                seen = seen or no_answer(error, asked=_NOT_KNOWN)
            continue
        told = _read(answer, around)
        if isinstance(told, AppState):
            return told
        # What says that it is Inngest's is the app, whatever else listens at other ports.
        if told.code in ("no-dev-mode", "cloud-mode", "deployed"):
            raise StoppedError(told)
        seen = seen or told
    raise StoppedError(seen or _not_running(urls, around))


def _not_running(urls: Sequence[str], around: Around) -> Finding:
    places = " and ".join(f"`{url}`" for url in urls)
    python = "it stops as it starts where `INNGEST_DEV=1` and keys are missing; "
    return Finding(
        "app-not-running",
        f"the app is not running: nothing listens at {places}",
        f"start it ({around.start}); {python if around.registry.endswith('.py') else ''}"
        "`--url URL` names another address, `--wait 30` waits for it",
        "unknown",
    )


def _read(answer: Answer, around: Around) -> AppState | Finding:
    url, status, fields = answer.url, answer.status, answer.fields
    count = fields.get("function_count")
    if status == 200 and isinstance(count, int):
        mode = str(fields.get("mode", "unknown"))
        if mode != "dev" and is_loopback(url):
            return _no_dev_mode(url, "says that it is in cloud mode")
        return AppState(url, mode, count)
    if 300 <= status < 400:
        target = shown(answer.headers.get("location", "nowhere"), 200)
        return _in_front(url, f"is redirected to `{target}`", around)
    if status == 500 and fields.get("code") == "internal_server_error":
        return _no_dev_mode(url, "answers 500 `internal_server_error`")
    if status == 401 and fields == {"message": "Unauthorized"}:
        return _cloud_mode(url)
    if status in (401, 403):
        return _in_front(url, f"is answered with {answer.described}", around)
    if status in (404, 405):
        return _no_handler(answer, around)
    if status >= 500:
        return Finding(
            "app-broken",
            f"the app fails before its handler answers: `{answer.request}` gives "
            f"{answer.described}",
            "read the app's log: it names the error, such as a syntax error, an import that does "
            "not exist or two functions of one ID",
        )
    if answer.is_html:
        return _in_front(url, f"is answered with {answer.described}", around)
    return Finding(
        "other-program",
        f"`{answer.request}` is answered by something that is no handler of Inngest "
        f"({answer.described})",
        f"is another program at that port? start the app ({around.start}), or name its address "
        "with `--url`",
        "unknown",
    )


def _no_dev_mode(url: str, how: str) -> Finding:
    return Finding(
        "no-dev-mode",
        f"the app at `{url}` {how}: SDK v4 and Python expect the cloud unless `INNGEST_DEV` is set",
        _IN_DEV_MODE,
    )


def _cloud_mode(url: str) -> Finding:
    if is_loopback(url):
        return Finding(
            "cloud-mode",
            f"the app at `{url}` refuses what is not signed (401): it has a signing key and is in "
            "cloud mode",
            _IN_DEV_MODE,
        )
    return Finding(
        "deployed",
        f"the handler at `{url}` answers and is in cloud mode; to a request that is not signed it "
        "does not say what it serves, so nothing is proved of its functions",
        PROVE_BEFORE,
        "unknown",
    )


def _in_front(url: str, how: str, around: Around) -> Finding:
    found = around.gates()
    path = path_of(url)
    if found:
        named = " and ".join(
            f"`{gate.path}`" + (f" (matcher `{shown(gate.matcher, 200)}`)" if gate.matcher else "")
            for gate in found
        )
        hint = f"leave `{path}` out of the matcher of {named}"
    else:
        hint = (
            f"let `{path}` past whatever asks for a login or rewrites addresses: middleware, a "
            "proxy, deployment protection"
        )
    return Finding("in-front", f"something in front of the handler answers: `{url}` {how}", hint)


def _no_handler(answer: Answer, around: Around) -> Finding:
    return Finding(
        "no-handler",
        f"`{origin(answer.url)}` runs and has no handler at `{path_of(answer.url)}` "
        f"(`GET` gives {answer.status})",
        f"is it this project's app? its registry is `{around.registry}`: export `GET`, `POST` and "
        "`PUT` there, or name the handler's address with `--url`",
    )


def sync(web: Web, app: AppState, target: str) -> Finding | None:
    """Make the app sync now; return what kept it from it, None when it says that it did.

    `target` is the dev server that it should reach. Raises StoppedError for an answer that is not
    known here.
    """
    try:
        answer = web.ask("PUT", app.url)
    except NoAnswerError as error:
        return no_answer(error, asked="whether the app can sync")
    # TypeScript puts it into words; Python hands on what the server said.
    said = f"{answer.fields.get('message', '')} {answer.fields.get('error', '')}".lower()
    if "function is invalid" in said:
        return Finding(
            "invalid-function",
            "the dev server refuses the whole app, because one of its functions is invalid",
            "the dev server's log says which and why",
        )
    if answer.status == 200 and ("registered" in said or answer.fields.get("ok") is True):
        return None
    if answer.status in (404, 405):
        return Finding(
            "no-put",
            f"the handler has no `PUT` (it gives {answer.status}), so the app cannot sync",
            "export all three: `export const { GET, POST, PUT } = serve({ … })`",
        )
    # Python's own text ends up in the log of its server, and the answer is a bare 500.
    if answer.status >= 500 and not answer.is_html:
        return Finding(
            "app-cannot-reach-server",
            f"the app could not sync: `{answer.request}` gives {answer.described}",
            f"set `INNGEST_DEV={target}` for the app and restart it, if it looks for the dev "
            "server elsewhere; its log says where it looked",
        )
    if answer.is_html and answer.status >= 500:
        return Finding(
            "app-broken",
            f"the app fails as it syncs: `{answer.request}` gives {answer.described}",
            "read the app's log: it names the error",
        )
    raise StoppedError(unknown_answer(answer, asked="whether the app can sync"))
