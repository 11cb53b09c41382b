"""Compare what the source says, what the app serves and what the dev server has synced."""

import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from scaffold.checking.on_disk import CheckRequest, run_check
from scaffold.disk.project_files import DiskFiles
from scaffold.project import Project
from scaffold.shown import shown
from scaffold.verifying.addresses import is_loopback, same_place, same_server
from scaffold.verifying.compare import compare, without_failures
from scaffold.verifying.dev_server import DevServer, SyncedApp, SyncedFunction, is_dev_server
from scaffold.verifying.findings import (
    PASSING,
    PROVE_BEFORE,
    Finding,
    StoppedError,
    exit_code,
    stopped,
)
from scaffold.verifying.handler import AppState, Around, ask_app, sync
from scaffold.verifying.places import PORTS, ServerPlace, app_urls, server_place
from scaffold.verifying.source import Source, SourceApp
from scaffold.verifying.web import TIMEOUT, Web

_BETWEEN = 0.5
# What these rules report keeps every function of an app out; the server's answer names none of it.
_RULES = ("invalid-cron", "invalid-duration", "invalid-function-config", "duplicate-function-id")
_MOST_CAUSES = 3


@dataclass(frozen=True, kw_only=True)
class VerifyRequest:
    """What was asked. `allowed` lets what changes something be sent to other machines."""

    url: str | None = None
    dev_server: str | None = None
    registry: str | None = None
    timeout: float = TIMEOUT
    wait: float = 0
    allowed: bool = False


@dataclass
class Report:
    """What was found. `app`, `server` and `synced` are None as far as they were not reached."""

    findings: list[Finding] = field(default_factory=list)
    app: AppState | None = None
    server: DevServer | None = None
    synced: SyncedApp | None = None
    source: SourceApp | None = None
    functions: list[SyncedFunction] = field(default_factory=list)

    @property
    def exit_code(self) -> int:
        return exit_code(self.findings)

    def document(self) -> dict[str, object]:
        """Return it for JSON."""
        return {
            "app": self.app._asdict() if self.app else None,
            "dev_server": self.server.url if self.server else None,
            "synced": self.synced._asdict() if self.synced else None,
            "functions": [
                {
                    "id": each.id,
                    "events": sorted(each.events),
                    "crons": sorted(each.crons),
                    "retries": each.retries,
                }
                for each in self.functions
            ],
            "findings": [each.document() for each in self.findings],
        }


class Verification:
    """One verification of a project, which may ask again while servers start."""

    def __init__(
        self,
        project: Project,
        request: VerifyRequest,
        environ: Mapping[str, str] | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Read the project. Raises ScaffoldError for one without a registry, and for bad URLs."""
        self.project = project
        self.request = request
        self.source = Source(DiskFiles(project.root), request.registry)
        self.web = Web(request.timeout)
        self._environ = os.environ if environ is None else environ
        self._sleep = sleep
        self._around = Around(
            self._start(), self.source.registries[0].serve_path, self.source.gates
        )
        self._urls()  # says what is wrong with them before anything is asked

    def run(self) -> Report:
        """Return what is found; with `wait`, what is found once the servers have started."""
        deadline = time.monotonic() + self.request.wait
        while True:
            report = self._once()
            passing = [each for each in report.findings if each.code in PASSING]
            if not passing or time.monotonic() + _BETWEEN > deadline:
                return report
            self._sleep(_BETWEEN)

    def may_change(self, *urls: str) -> bool:
        """Whether what changes something may be sent: to this machine, or as the user allows."""
        return self.request.allowed or all(map(is_loopback, urls))

    def _urls(self) -> list[str]:
        return app_urls(self.source, self.request.url, self._environ)

    def _once(self) -> Report:
        report = Report()
        try:
            report.app = ask_app(self.web, self._urls(), self._around)
        except StoppedError as error:
            report.findings.append(error.finding)
        given = self.request.dev_server is not None
        if self.request.url is not None and not is_loopback(self._urls()[0]) and not given:
            if report.app is not None:
                report.findings.append(self._deployed(report.app))
            return report
        try:
            place = server_place(self.source, self.request.dev_server, self._environ)
            report.server = self._find_server(place)
            if report.app is not None:
                self._compare(report, report.app, report.server, place)
        except StoppedError as error:
            report.findings.append(error.finding)
        return report

    def _start(self) -> str:
        """How the project is started, as messages say it."""
        stack, answers = self.project.stack, self.project.answers or {}
        commands = stack.commands.get(str(answers.get("package_manager")), ()) if stack else ()
        return f"`{commands[-1]}`" if commands else "its development command"

    def _deployed(self, app: AppState) -> Finding:
        """What may be said of an app elsewhere that tells how many functions it has."""
        expected = {each.function_count for each in self.source.apps}
        if app.function_count not in expected and all(each.is_whole for each in self.source.apps):
            return Finding(
                "count-differs",
                f"the app at `{app.url}` serves {app.function_count} functions, and the source "
                f"has {' or '.join(map(str, sorted(expected)))}",
                "deploy the source that you have here; each handler of failures counts as one",
                "unknown",
            )
        return Finding(
            "deployed",
            f"the app at `{app.url}` serves {app.function_count} functions, as many as the source "
            "has; which ones, it does not tell",
            PROVE_BEFORE,
            "unknown",
        )

    # The dev server

    def _find_server(self, place: ServerPlace) -> DevServer:
        answers = is_dev_server(self.web, place.url)
        if answers:
            return DevServer(self.web, place.url)
        if not place.is_given and (others := self._others(place.url)):
            return others[0]
        said = f", which {place.by} names" if place.by else ""
        if answers is None:
            raise stopped(
                "server-not-running",
                f"the Inngest Dev Server is not running: nothing is at `{place.url}`{said}",
                f"start it ({self._start()} starts both), or name it with `--dev-server URL`; "
                "`--wait 30` waits for it",
            )
        raise stopped(
            "not-a-dev-server",
            f"what answers at `{place.url}`{said}, is no Inngest Dev Server",
            "another program has that port: stop it and start the dev server, or name the server "
            "with `--dev-server URL`",
        )

    def _others(self, url: str) -> list[DevServer]:
        """The dev servers at the usual ports, apart from the one at an address."""
        found = []
        for port in PORTS:
            other = f"http://localhost:{port}"
            if same_server(other, url):
                continue
            try:
                if is_dev_server(self.web, other):
                    found.append(DevServer(self.web, other))
            except StoppedError:  # whatever has that port, it is not what is looked for
                continue
        return found

    # The comparison

    def _compare(
        self, report: Report, app: AppState, server: DevServer, place: ServerPlace
    ) -> None:
        if self.may_change(app.url, server.url):
            failed = sync(self.web, self._as_the_server_says(app, server), server.url)
            if failed is not None and failed.code != "app-cannot-reach-server":
                report.findings.append(self._with_causes(failed))
                return
        else:
            failed = None
        apps = server.apps()
        here = [each for each in apps if same_place(each.url, app.url)]
        if failed is not None or not here:
            report.findings.append(self._not_synced(app, server, place, apps, failed))
            return
        source, synced = self._which(app, here)
        report.source, report.synced = source, synced
        old = [each for each in here if each.id != synced.id and each.id]
        if old:
            named = " and ".join(f"`{each.id}`" for each in old)
            report.findings.append(
                Finding(
                    "renamed",
                    f"the app was renamed: `{synced.id}` is served, and {named} of the same "
                    "address is still listed, whose events start runs that nothing answers",
                    "restart the dev server, which forgets it, and its runs in flight",
                )
            )
        if synced.error:
            report.findings.append(self._sync_error(synced))
            return
        listed = server.functions(synced.id)
        report.functions = without_failures(listed, source.functions)
        report.findings += compare(source, listed)

    def _as_the_server_says(self, app: AppState, server: DevServer) -> AppState:
        """The app under the address that the server has for it.

        An app syncs as the address that it is asked at: spelled in another way it would be two.
        """
        for each in server.apps():
            if same_place(each.url, app.url) and is_loopback(each.url):
                return app._replace(url=each.url)
        return app

    def _which(self, app: AppState, here: list[SyncedApp]) -> tuple[SourceApp, SyncedApp]:
        """Which registry of the source is served there, and as which app."""
        for source in self.source.apps:
            for each in here:
                if source.id is not None and source.id == each.id:
                    return source, each
        # An app that cannot be reached before its first sync has no name yet.
        unnamed = [each for each in self.source.apps if each.id is None]
        nameless = [each for each in here if not each.id]
        if unnamed or nameless:
            return (unnamed or list(self.source.apps))[0], (nameless if nameless else here)[0]
        expected = " or ".join(f"`{each.id}`" for each in self.source.apps)
        raise StoppedError(
            Finding(
                "other-app",
                f"the app at `{app.url}` is synced as `{here[0].id}`, and the source calls it "
                f"{expected}",
                "restart it if the ID of its client was changed; else another project's app has "
                "that port: name this one's address with `--url`",
            )
        )

    def _not_synced(
        self,
        app: AppState,
        server: DevServer,
        place: ServerPlace,
        apps: list[SyncedApp],
        failed: Finding | None,
    ) -> Finding:
        others = [] if place.is_given and failed else self._others(server.url)
        for other in others:
            if any(same_place(each.url, app.url) for each in other.apps()):
                return Finding(
                    "synced-elsewhere",
                    f"the app is synced to the dev server at `{other.url}`, not to the one at "
                    f"`{server.url}`",
                    f"set `INNGEST_DEV={server.url}` and restart the app, or ask the other one: "
                    f"`--dev-server {other.url}`",
                )
        if not same_server(server.url, place.url):
            return Finding(
                "server-moved",
                f"the dev server is at `{server.url}`, because the port of `{place.url}` was "
                "taken when it started, and the app looks for it there",
                f"free that port and restart the dev server, or set `INNGEST_DEV={server.url}` "
                "and restart the app",
            )
        if failed is not None:
            return replace(failed, message=f"{failed.message}; a dev server runs at `{server.url}`")
        ids = {each.id for each in self.source.apps}
        for each in apps:
            if each.id and each.id in ids:
                return Finding(
                    "synced-at-other-url",
                    f"the dev server reaches `{each.id}` at `{each.url}`, and the app that was "
                    f"asked is at `{app.url}`",
                    f"stop the one that is left over, or name the other: `--url {each.url}`",
                )
        return Finding(
            "not-synced",
            f"the app at `{app.url}` is served, and the dev server at `{server.url}` has not "
            "synced it",
            f"start the dev server with `-u {app.url}`, or sync the app: `curl -X PUT {app.url}`",
        )

    def _sync_error(self, synced: SyncedApp) -> Finding:
        if synced.error == "invalid_function":
            return self._with_causes(
                Finding(
                    "invalid-function",
                    f"the dev server refuses all of `{synced.id}`, because one of its functions is "
                    "invalid; what it lists is older",
                    "the dev server's log says which and why",
                )
            )
        if synced.error == "unreachable":
            return Finding(
                "server-cannot-reach-app",
                f"the dev server cannot reach the app at `{synced.url}`; what it lists is older",
                "is it in a container, or listening on another address than `localhost`? start the "
                "dev server with `-u` and an address that it reaches",
            )
        return Finding(
            "sync-error",
            f"the last sync of `{synced.id}` ended with `{synced.error}`; what is listed is older",
            "read the app's log: it names the error",
        )

    def _with_causes(self, finding: Finding) -> Finding:
        """The same, naming the functions that `check` would refuse for it."""
        if finding.code != "invalid-function":
            return finding
        found = run_check(self.project, CheckRequest(rules=_RULES)).diagnostics
        causes = [
            f"`{shown(each.path)}:{each.line}`: {shown(each.message)}"
            for each in found
            if each.severity == "error"
        ][:_MOST_CAUSES]
        if not causes:
            return finding
        return replace(finding, hint=f"correct {'; '.join(causes)}; {finding.hint}")
