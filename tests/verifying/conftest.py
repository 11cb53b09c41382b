"""A small project of each language, a dev server and an app for it, and no port of the machine."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from scaffold.verifying import verify
from tests.support.dev_server import App, DevServer, function

TYPESCRIPT = {
    "package.json": '{ "dependencies": { "inngest": "^4.24.0", "next": "^16.0.0" } }',
    "lib/inngest.ts": 'import { Inngest } from "inngest";\n'
    'export const inngest = new Inngest({ id: "shop" });\n',
    "lib/events.ts": 'import { eventType } from "inngest";\nimport { z } from "zod";\n'
    'export const orderPaid = eventType("order/paid", {\n'
    "  schema: z.object({ orderId: z.string(), amount: z.int() }),\n});\n",
    "inngest/sendReceipt.ts": """\
import { inngest } from "@/lib/inngest";
import { orderPaid } from "@/lib/events";

export const sendReceipt = inngest.createFunction(
  { id: "send-receipt", triggers: [{ event: orderPaid }], retries: 10 },
  async ({ event, step }) => {
    await step.run("send", () => event.data.orderId);
  },
);
""",
    "inngest/sendDigest.ts": """\
import { cron } from "inngest";
import { inngest } from "@/lib/inngest";

export const sendDigest = inngest.createFunction(
  { id: "send-digest", triggers: [cron("TZ=Europe/Paris 0 9 * * 1")] },
  async ({ step }) => {
    await step.run("send", () => 1);
  },
);
""",
    "tsconfig.json": '{ "compilerOptions": { "paths": { "@/*": ["./*"] } } }',
    "app/api/inngest/route.ts": """\
import { serve } from "inngest/next";
import { inngest } from "@/lib/inngest";
import { sendDigest } from "@/inngest/sendDigest";
import { sendReceipt } from "@/inngest/sendReceipt";

export const { GET, POST, PUT } = serve({
  client: inngest,
  functions: [sendDigest, sendReceipt],
});
""",
}  # fmt: skip
RECEIPT = function("shop", "send-receipt", {"event": "order/paid"}, retries=10)
DIGEST = function("shop", "send-digest", {"cron": "TZ=Europe/Paris 0 9 * * 1"})


def write(root: Path, files: dict[str, str]) -> None:
    """Write files into a project."""
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)


@pytest.fixture(autouse=True)
def _no_usual_ports(monkeypatch: pytest.MonkeyPatch) -> None:
    """What runs on the machine at the usual ports is none of a test's business."""
    monkeypatch.setattr(verify, "PORTS", ())
    for name in ("INNGEST_DEV", "PORT", "HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "shop"
    write(folder, TYPESCRIPT)
    return folder


@pytest.fixture
def server() -> Iterator[DevServer]:
    with DevServer().started() as started:
        yield started


@pytest.fixture
def app(server: DevServer) -> Iterator[App]:
    served = App(server, "shop", [DIGEST, RECEIPT])
    with served.started():
        yield served
