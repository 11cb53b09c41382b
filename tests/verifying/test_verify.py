"""`verify`: every sentence, from an app and a dev server that are as the real ones were seen."""

import json
import re
import socket
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from scaffold.project import find_project
from scaffold.verifying import verify
from scaffold.verifying.verify import Report, Verification, VerifyRequest
from scaffold.verifying.web import Answer
from tests.support.cli import scaffold
from tests.support.dev_server import App, DevServer, Reply, function, serving

from .conftest import DIGEST, RECEIPT, write


def verified(root: Path, app: App | str, server: DevServer | str, **request: Any) -> Report:
    """Verify a project whose app and server are where tests have them."""
    url = app if isinstance(app, str) else app.url
    target = server if isinstance(server, str) else server.url
    asked = VerifyRequest(**{"url": url, "timeout": 2, **request})
    return Verification(find_project(root), asked, {"INNGEST_DEV": target}).run()


def codes(report: Report) -> list[str]:
    return [each.code for each in report.findings]


def only(report: Report) -> str:
    """The one finding, as it is printed."""
    (finding,) = report.findings
    return f"{finding.code}: {finding.message} → {finding.hint}"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def test_what_is_served_as_the_source_says(root: Path, app: App, server: DevServer) -> None:
    report = verified(root, app, server)
    assert (codes(report), report.exit_code) == ([], 0)
    assert [each.id for each in report.functions] == ["send-digest", "send-receipt"]
    # No request but these.
    assert app.requests == ["GET /api/inngest", "PUT /api/inngest"]
    assert server.asked() == [
        "GET /dev",
        "GET /api/v2/apps",
        "GET /api/v2/apps",
        "GET /api/v2/apps/shop/functions?limit=100",
    ]


def test_the_command_and_its_json(root: Path, app: App, server: DevServer) -> None:
    options = ("--url", app.url, "--dev-server", server.url)
    done = scaffold("verify", *options, cwd=root)
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [
        f"app         {app.url}  dev mode, 2 functions",
        f"dev server  {server.url}  app `shop`",
        "ok: 2 functions served and synced as `app/api/inngest/route.ts` says",
    ]
    document = scaffold("verify", *options, "--json", cwd=root).json
    assert document["findings"] == []
    assert document["functions"][1] == {
        "id": "send-receipt",
        "events": ["order/paid"],
        "crons": [],
        "retries": 10,
    }
    app.functions = [DIGEST]
    assert scaffold("verify", *options, cwd=root).code == 1


# The app


def test_nothing_runs(root: Path) -> None:
    app, server = (f"http://127.0.0.1:{free_port()}" for _ in range(2))
    report = verified(root, app, server)
    assert (codes(report), report.exit_code) == (["app-not-running", "server-not-running"], 2)
    assert f"nothing listens at `{app}/api/inngest`" in report.findings[0].message
    assert f"nothing is at `{server}`, which `INNGEST_DEV` in the environment names" in (
        report.findings[1].message
    )


LOGIN = Reply(200, "<!DOCTYPE html><html>Log in</html>")


@pytest.mark.parametrize(
    ("get", "code", "exit_code", "said"),
    [
        (Reply(500, {"code": "internal_server_error"}), "no-dev-mode", 1, "unless `INNGEST_DEV`"),
        (Reply(200, {"function_count": 2, "mode": "cloud"}), "no-dev-mode", 1, "cloud mode"),
        (Reply(401, {"message": "Unauthorized"}), "cloud-mode", 1, "signing key"),
        (Reply(307, None, {"location": "/login"}), "in-front", 1, "redirected to `/login`"),
        (LOGIN, "in-front", 1, "an HTML page"),
        (Reply(401, "no"), "in-front", 1, "401: no"),
        (Reply(403, {"error": "who?"}), "in-front", 1, "403"),
        (Reply(404, {"detail": "Not Found"}), "no-handler", 1, "app/api/inngest/route.ts"),
        (Reply(404, "<html>"), "no-handler", 1, "no handler at `/api/inngest`"),
        (Reply(405, None), "no-handler", 1, "export `GET`, `POST` and `PUT`"),
        (Reply(500, "<html>Error"), "app-broken", 1, "read the app's log"),
        (Reply(502, "bad gateway"), "app-broken", 1, "502: bad gateway"),
        (Reply(200, {"hello": "world"}), "other-program", 2, "no handler of Inngest"),
        (Reply(200, "plain"), "other-program", 2, "200: plain"),
        (Reply(200, "{broken"), "other-program", 2, "200: {broken"),
        (Reply(200, [1]), "other-program", 2, "another program"),
        (Reply(200, {"function_count": "2"}), "other-program", 2, "no handler"),
        (Reply(200, "[" * 100_000), "other-program", 2, "no handler"),
        (Reply(200, b"\xff\xfe\x00"), "other-program", 2, "no handler"),
    ],
)
def test_an_app_that_does_not_answer_as_a_handler(
    root: Path, app: App, server: DevServer, get: Reply, code: str, exit_code: int, said: str
) -> None:
    app.get = get
    report = verified(root, app, server)
    assert (codes(report), report.exit_code) == ([code], exit_code)
    assert said in only(report)
    # Such an app is never told to sync.
    assert app.requests == ["GET /api/inngest"]


def test_the_matcher_in_front_is_named(root: Path, app: App, server: DevServer) -> None:
    app.get = LOGIN
    write(root, {"proxy.ts": 'export const config = { matcher: ["/((?!_next).*)"] };\n'})
    assert 'out of the matcher of `proxy.ts` (matcher `["/((?!_next).*)"]`)' in only(
        verified(root, app, server)
    )


def test_an_app_without_put(root: Path, app: App, server: DevServer) -> None:
    app.put = Reply(405, None)
    report = verified(root, app, server)
    assert (codes(report), report.exit_code) == (["no-put"], 1)
    assert "const { GET, POST, PUT }" in only(report)


@pytest.mark.parametrize(
    ("put", "code", "exit_code"),
    [
        (Reply(500, {"message": "Failed to register; fetch failed"}), "app-cannot-reach-server", 1),
        (Reply(500, "Internal Server Error"), "app-cannot-reach-server", 1),
        (Reply(500, "<html>error"), "app-broken", 1),
        (Reply(200, {"message": "Who knows"}), "unknown-answer", 2),
        (Reply(200, "<html>"), "unknown-answer", 2),
        (Reply(200, {"ok": False}), "unknown-answer", 2),
        (Reply(418, "teapot"), "unknown-answer", 2),
    ],
)
def test_an_app_that_cannot_sync(
    root: Path, app: App, server: DevServer, put: Reply, code: str, exit_code: int
) -> None:
    app.put = put
    report = verified(root, app, server)
    assert (codes(report), report.exit_code) == ([code], exit_code)
    if code == "app-cannot-reach-server":
        assert f"INNGEST_DEV={server.url}" in only(report)


# Slow, large, and no HTTP at all


@pytest.mark.parametrize("sent", [b"", b"HTTP/1.1 200 OK\r\nx: ", b"SSH-2.0-OpenSSH\r\n"])
def test_a_port_that_answers_something_else(root: Path, server: DevServer, sent: bytes) -> None:
    """Nothing, a header that drips without an end, another protocol."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        ended = threading.Event()

        def drip() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.sendall(sent)
                while not ended.is_set():
                    time.sleep(0.05)
                    try:
                        connection.sendall(b"x" if sent.startswith(b"HTTP") else b"")
                    except OSError:
                        return

        thread = threading.Thread(target=drip, daemon=True)
        thread.start()
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        try:
            report = verified(root, url, server, timeout=0.4)
        finally:
            ended.set()
            thread.join(timeout=5)
    assert (codes(report), report.exit_code) == (["time-out"], 2)


def test_an_answer_without_end(root: Path, app: App, server: DevServer) -> None:
    app.get = Reply(200, b" " * 9_000_000)
    report = verified(root, app, server, timeout=10)
    assert (codes(report), report.exit_code) == (["no-answer"], 2)
    assert "larger than 8,000,000 bytes" in only(report)


def test_tls_where_there_is_none(root: Path, app: App, server: DevServer) -> None:
    report = verified(root, app.url.replace("http:", "https:"), server)
    assert (codes(report), report.exit_code) == (["no-answer"], 2)
    assert "TLS failed" in only(report)
    assert "use `http://`" in only(report)


def test_a_proxy_is_not_for_this_machine(
    root: Path, app: App, server: DevServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{free_port()}")
    assert codes(verified(root, app, server)) == []


def test_ipv6(root: Path, server: DevServer) -> None:
    if not socket.has_ipv6:
        pytest.skip("this machine has no IPv6")
    try:
        with socket.create_server(("::1", 0), family=socket.AF_INET6) as listener:
            port = listener.getsockname()[1]
    except OSError:
        pytest.skip("this machine has no IPv6 loopback")
    report = verified(root, f"http://[::1]:{port}", server)
    assert f"nothing listens at `http://[::1]:{port}/api/inngest`" in only(report)


@pytest.mark.parametrize(
    "url",
    ["", "ftp://localhost", "http://", "http://a b", "http://localhost:99999", "http://[::1",
     "http://user:pw@localhost:3000", "http://local\nhost", "javascript:alert(1)"],
)  # fmt: skip
def test_what_is_no_address(root: Path, url: str) -> None:
    done = scaffold("verify", "--url", url, cwd=root)
    assert (done.code, done.out) == (2, "")
    assert "error: `--url`" in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize("option", [("--wait", "-1"), ("--timeout", "0"), ("--wait", "nan")])
def test_what_is_no_time(root: Path, option: tuple[str, str]) -> None:
    done = scaffold("verify", *option, cwd=root)
    assert done.code == 2
    assert "is no time to wait" in done.err


def test_a_project_without_a_registry(tmp_path: Path) -> None:
    done = scaffold("verify", cwd=tmp_path)
    assert done.code == 2
    assert "there is no registry" in done.err


# Another machine


def test_a_deployed_app_tells_little(root: Path, server: DevServer) -> None:
    """What is not on this machine is asked once, and told nothing."""
    asked = []
    request = VerifyRequest(url="https://shop.example/api/inngest")
    verification = Verification(find_project(root), request, {"INNGEST_DEV": server.url})

    class Remote:
        def ask(self, method: str, url: str, *_: object) -> Answer:
            asked.append(f"{method} {url}")
            return Answer(method, url, 401, {}, b'{"message":"Unauthorized"}')

    verification.web = Remote()  # type: ignore[assignment]
    report = verification.run()
    assert (codes(report), report.exit_code) == (["deployed"], 2)
    assert "prove them before deployment" in only(report)
    assert asked == ["GET https://shop.example/api/inngest"]
    assert not verification.may_change("https://shop.example")


@pytest.mark.parametrize(("served", "code"), [(3, "deployed"), (2, "count-differs")])
def test_a_handler_of_failures_counts_as_a_function(root: Path, served: int, code: str) -> None:
    """As `GET` counts in every SDK."""
    receipt = root / "inngest/sendReceipt.ts"
    text = receipt.read_text()
    assert "retries: 10 }" in text
    receipt.write_text(text.replace("retries: 10 }", "retries: 10, onFailure: async () => {} }"))
    request = VerifyRequest(url="https://shop.example/api/inngest")
    verification = Verification(find_project(root), request, {})

    class Remote:
        def ask(self, method: str, url: str, *_: object) -> Answer:
            counted = {"function_count": served, "mode": "cloud"}
            return Answer(method, url, 200, {}, json.dumps(counted).encode())

    verification.web = Remote()  # type: ignore[assignment]
    assert codes(verification.run()) == [code]


def test_a_file_of_the_project_sends_nothing_elsewhere(root: Path, app: App) -> None:
    write(root, {".env.local": "INNGEST_DEV=http://10.0.0.1:8288\n"})
    request = VerifyRequest(url=app.url)
    report = Verification(find_project(root), request, {}).run()
    assert (codes(report), report.exit_code) == (["server-elsewhere"], 2)
    assert "`INNGEST_DEV` in `.env.local` names `http://10.0.0.1:8288`" in only(report)


# The dev server


def test_what_is_no_dev_server(root: Path, app: App) -> None:
    with serving(lambda method, path, body: Reply(404, "nothing")) as url:
        report = verified(root, app, url)
    assert (codes(report), report.exit_code) == (["not-a-dev-server"], 2)


def test_a_server_that_moved(
    root: Path, app: App, server: DevServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its port was taken, so it took the next one; the app looks for it where it should be."""
    monkeypatch.setattr(verify, "PORTS", (int(server.url.rpartition(":")[2]),))
    app.put = Reply(500, {"message": "Failed to register; fetch failed"})
    with serving(lambda method, path, body: Reply(404, "another program")) as taken:
        report = verified(root, app, taken)
    assert (codes(report), report.exit_code) == (["server-moved"], 1)
    assert re.search(r"the dev server is at `http://localhost:\d+`", only(report))


def test_an_app_that_is_synced_elsewhere(
    root: Path, app: App, server: DevServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verify, "PORTS", (int(server.url.rpartition(":")[2]),))
    with DevServer().started() as other:
        report = verified(root, app, other)
    assert (codes(report), report.exit_code) == (["synced-elsewhere"], 1)
    assert f"INNGEST_DEV={other.url}" in only(report)


def test_an_app_that_is_not_synced(root: Path, app: App, server: DevServer) -> None:
    app.put = Reply(200, {"message": "Successfully registered", "modified": False})
    report = verified(root, app, server)
    assert (codes(report), report.exit_code) == (["not-synced"], 1)
    assert f"-u {app.url}" in only(report)


def test_an_app_that_moved(root: Path, app: App, server: DevServer) -> None:
    app.put = Reply(200, {"message": "Successfully registered", "modified": False})
    server.register("shop", "http://localhost:3999/api/inngest", [DIGEST, RECEIPT])
    assert codes(verified(root, app, server)) == ["synced-at-other-url"]


def test_an_app_that_was_renamed(root: Path, app: App, server: DevServer) -> None:
    server.register("old-shop", app.url, [RECEIPT])
    report = verified(root, app, server)
    assert (codes(report), report.exit_code) == (["renamed"], 1)
    assert "`shop` is served, and `old-shop`" in only(report)


def test_another_app_at_the_port(root: Path, app: App, server: DevServer) -> None:
    app.id = "bakery"
    report = verified(root, app, server)
    assert (codes(report), report.exit_code) == (["other-app"], 1)
    assert "synced as `bakery`, and the source calls it `shop`" in only(report)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        ("unreachable", "server-cannot-reach-app"),
        ("invalid_function", "invalid-function"),
        ("internal_server_error", "sync-error"),
        ("news", "sync-error"),
    ],
)
def test_the_last_good_list_is_not_compared(
    root: Path, app: App, server: DevServer, error: str, code: str
) -> None:
    """It stays listed while the app has an error: here it would look right."""
    app.put = Reply(200, {"message": "Successfully registered", "modified": False})
    server.register("shop", app.url, [DIGEST, RECEIPT])
    server.apps[0].error = error
    report = verified(root, app, server)
    assert (codes(report), report.exit_code, report.functions) == ([code], 1, [])


def test_one_invalid_function_is_named(root: Path, app: App, server: DevServer) -> None:
    server.refuses = True
    digest = (root / "inngest/sendDigest.ts").read_text()
    write(root, {"inngest/sendDigest.ts": digest.replace("0 9 * * 1", "0 9 * *")})
    report = verified(root, app, server)
    assert (codes(report), report.exit_code) == (["invalid-function"], 1)
    assert "correct `inngest/sendDigest.ts:5`" in only(report)


@pytest.mark.parametrize(
    ("functions", "code", "said"),
    [
        ([DIGEST], "functions-missing", "`send-receipt` (`inngest/sendReceipt.ts:4`)"),
        (
            [DIGEST, RECEIPT, function("shop", "ghost", {"event": "a/b"})],
            "functions-extra",
            "`ghost`",
        ),
        (
            [DIGEST, function("shop", "send-receipt", {"event": "order/payed"}, retries=10)],
            "triggers-differ",
            "`order/payed` in the app, `order/paid` in the source",
        ),
        (
            [RECEIPT, function("shop", "send-digest", {"cron": "0 9 * * 1"})],
            "triggers-differ",
            "`0 9 * * 1` in the app, `TZ=Europe/Paris 0 9 * * 1` in the source",
        ),
        (
            [DIGEST, function("shop", "send-receipt", {"event": "order/paid"}, retries=3)],
            "retries-differ",
            "3 retries in the app and 10 in the source",
        ),
    ],
)  # fmt: skip
def test_a_function_that_differs(
    root: Path, app: App, server: DevServer, functions: list[Any], code: str, said: str
) -> None:
    app.functions = functions
    report = verified(root, app, server)
    assert (codes(report), report.exit_code) == ([code], 1)
    assert said in only(report)


def test_a_handler_of_failures_is_not_one_too_many(root: Path, app: App, server: DevServer) -> None:
    """TypeScript serves `onFailure` as a function of its own."""
    failed = function("shop", "send-receipt-failure", {"event": "inngest/function.failed"})
    app.functions = [DIGEST, RECEIPT, failed]
    report = verified(root, app, server)
    assert codes(report) == []
    assert [each.id for each in report.functions] == ["send-digest", "send-receipt"]


def test_a_function_in_no_registry(root: Path, app: App, server: DevServer) -> None:
    write(
        root,
        {
            "inngest/lost.ts": 'import { inngest } from "@/lib/inngest";\n'
            'const options = { id: "lost", triggers: [{ event: "a/b" }] };\n'
            "export const lost = inngest.createFunction(options, async () => {});\n"
        },
    )
    report = verified(root, app, server)
    assert (codes(report), report.exit_code) == (["functions-unregistered"], 1)
    assert "`lost` (`inngest/lost.ts:3`)" in only(report)


def test_what_the_source_does_not_tell_is_not_compared(
    root: Path, app: App, server: DevServer
) -> None:
    receipt = (root / "inngest/sendReceipt.ts").read_text()
    text = receipt.replace("{ event: orderPaid }", "{ event: process.env.EVENT! }")
    write(root, {"inngest/sendReceipt.ts": text.replace("retries: 10", "retries: tries()")})
    assert codes(verified(root, app, server)) == []


def test_five_hundred_functions(root: Path, app: App, server: DevServer) -> None:
    """A page holds a hundred; a list of all that is missing would be no sentence."""
    app.functions = [function("shop", f"f{n}", {"event": f"a/b{n}"}) for n in range(500)]
    report = verified(root, app, server)
    assert codes(report) == ["functions-missing", "functions-extra"]
    assert len(report.findings[1].functions) == 500
    assert "and 490 more" in report.findings[1].message
    assert len([each for each in server.asked() if "/functions?" in each]) == 5


@pytest.mark.parametrize("missing", ["/api/v2/apps$", "/api/v2/"])
def test_an_older_server(root: Path, app: App, server: DevServer, missing: str) -> None:
    server.missing = missing
    app.functions = [DIGEST]
    assert codes(verified(root, app, server)) == ["functions-missing"]
    assert "POST /v0/gql" in server.asked()


def test_an_answer_of_the_server_that_is_not_known(root: Path, app: App, server: DevServer) -> None:
    def odd(method: str, path: str, body: Any) -> Reply:
        return (
            Reply(200, {"data": "?"})
            if path.startswith("/api/v2")
            else server.answer(method, path, body)
        )

    with serving(odd) as url:
        report = verified(root, app, url)
    assert (codes(report), report.exit_code) == (["unknown-answer"], 2)


def test_the_app_syncs_as_the_address_that_the_server_has(
    root: Path, app: App, server: DevServer
) -> None:
    """An app syncs as the address it is asked at: spelled in another way it would be two."""
    server.register("shop", app.url, [DIGEST, RECEIPT])
    report = verified(root, app.url.replace("127.0.0.1", "localhost"), server)
    assert codes(report) == []
    assert len(server.apps) == 1


# Waiting


def test_waiting_for_servers_that_start(root: Path, server: DevServer) -> None:
    app = App(server, "shop", [DIGEST, RECEIPT])
    port = free_port()
    app.url = f"http://127.0.0.1:{port}/api/inngest"
    request = VerifyRequest(url=app.url, wait=20, timeout=2)
    opened: list[Any] = []

    def sleep(seconds: float) -> None:
        if not opened:
            opened.append(app.started(port))
            opened[0].__enter__()

    verification = Verification(find_project(root), request, {"INNGEST_DEV": server.url}, sleep)
    try:
        report = verification.run()
    finally:
        opened[0].__exit__(None, None, None)
    assert codes(report) == []


def test_waiting_does_not_hide_what_is_wrong(root: Path, app: App, server: DevServer) -> None:
    app.id = "bakery"
    assert codes(verified(root, app, server, wait=60)) == ["other-app"]


# Where things are


def test_where_the_app_is_found(root: Path, app: App, server: DevServer) -> None:
    """Next.js says which port it took; a lock that is left over only costs a request."""
    port = int(app.url.split(":")[2].partition("/")[0])
    write(root, {".next/dev/lock": f'{{"pid":1,"port":{port},"hostname":"evil.example"}}'})
    request = VerifyRequest(timeout=2)
    report = Verification(find_project(root), request, {"INNGEST_DEV": server.url}).run()
    assert codes(report) == []
    assert report.app is not None
    assert report.app.url == f"http://localhost:{port}/api/inngest"


@pytest.mark.parametrize("lock", ["", "{", "[]", '{"port":"x"}', '{"port":99999999}', "[" * 9999])
def test_a_lock_that_is_none(root: Path, server: DevServer, app: App, lock: str) -> None:
    write(root, {".next/dev/lock": lock})
    port = app.url.split(":")[2].partition("/")[0]
    environ = {"INNGEST_DEV": server.url, "PORT": port}
    report = Verification(find_project(root), VerifyRequest(timeout=2), environ).run()
    assert codes(report) == []


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({".env.development": "INNGEST_DEV={}\n"}, True),
        ({".env": "A=1\nexport INNGEST_DEV='{}' # here\n"}, True),
        ({".env.development": "INNGEST_DEV=1\n", ".env.local": 'INNGEST_DEV="{}"\r\n'}, True),
        ({".env": "#INNGEST_DEV={}\n"}, False),
    ],
)
def test_where_the_dev_server_is_found(
    root: Path, app: App, server: DevServer, files: dict[str, str], expected: bool
) -> None:
    write(root, {name: text.format(server.url) for name, text in files.items()})
    request = VerifyRequest(url=app.url, timeout=2)
    report = Verification(find_project(root), request, {}).run()
    found = report.server is not None and report.server.url == server.url
    assert found is expected
