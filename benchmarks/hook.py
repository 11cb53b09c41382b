"""`hook post-edit` on one file against a bare interpreter and against ESLint with Inngest's rules.

Run it as `.venv/bin/python -m benchmarks.hook`. It needs `node` and `npm`: ESLint and its plugin
are installed into a folder that is removed afterwards, or kept in `$SCAFFOLD_BENCHMARK_ESLINT`.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks._timing import medians, report

RUNS = 31
PACKAGES = (
    "eslint@8", "@inngest/eslint-plugin@0.0.7", "@typescript-eslint/parser@8", "typescript@5",
)  # fmt: skip
ESLINT = {
    "root": True,
    "parser": "@typescript-eslint/parser",
    "parserOptions": {"ecmaVersion": "latest", "sourceType": "module"},
    "plugins": ["@inngest"],
    "rules": {
        "@inngest/await-inngest-send": "error",
        "@inngest/no-nested-steps": "error",
        "@inngest/no-variable-mutation-in-step": "error",
    },
}
FILE = """import { inngest } from "@/lib/inngest";
import { orderPaid, receiptSent } from "@/lib/events";
import { sendMail } from "@/lib/services/mail";
import { findOrder, markAsSent } from "@/lib/services/orders";

export const sendReceipt = inngest.createFunction(
  {
    id: "send-receipt",
    retries: 10,
    concurrency: { limit: 5, key: "event.data.userId" },
    triggers: [orderPaid],
  },
  async ({ event, step }) => {
    const { orderId, userId } = event.data;
    const order = await step.run("load-order", () => findOrder(orderId));
    if (order.sentAt) return { skipped: true };

    await step.sleep("wait-for-settlement", "5m");
    const messageId = await step.run("send-mail", async () => {
      const message = await sendMail({
        to: order.email,
        subject: `Receipt for order ${orderId}`,
        idempotencyKey: `receipt-${orderId}`,
      });
      return message.id;
    });
    await step.run("mark-as-sent", () => markAsSent(orderId, messageId));

    const answer = await step.waitForEvent("wait-for-answer", {
      event: "receipt/answered",
      timeout: "7d",
      if: "async.data.orderId == event.data.orderId",
    });
    if (answer === null) return { messageId, answered: false };
    await step.sendEvent("tell-others", receiptSent.create({ orderId, userId, messageId }));
    return { messageId, answered: true };
  },
);
"""


def measure(runs: int) -> dict[str, float]:
    """Return the medians of the hook, of a bare interpreter and of ESLint, in seconds."""
    with tempfile.TemporaryDirectory() as made:
        kept = os.environ.get("SCAFFOLD_BENCHMARK_ESLINT")
        folder = Path(kept or made).resolve()
        eslint = _install(folder)
        (folder / "receipt.ts").write_text(FILE)
        (folder / ".eslintrc.json").write_text(json.dumps(ESLINT))
        # What is installed is compiled; a checkout may be told not to keep what it compiles.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = f"{made}/compiled"
        given = {
            "cwd": str(folder),
            "tool_name": "Edit",
            "tool_input": {"file_path": str(folder / "receipt.ts")},
        }
        return medians(
            {
                "python -c pass": [sys.executable, "-c", "pass"],
                "hook post-edit": [sys.executable, "-m", "scaffold", "hook", "post-edit"],
                "eslint": ["node", str(eslint), "receipt.ts"],
            },
            runs=runs,
            folder=lambda: folder,
            stdin=json.dumps(given).encode(),
        )


def main() -> None:
    """Print the medians and their ratios."""
    found = measure(RUNS)
    title = f"hook post-edit, one file, median of {RUNS} runs"
    report(title, found, "python -c pass", {"hook post-edit": 4})
    report(title, found, "eslint", {"hook post-edit": 0.1})


def _install(folder: Path) -> Path:
    eslint = folder / "node_modules" / "eslint" / "bin" / "eslint.js"
    if not eslint.exists():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "package.json").write_text('{"private": true}')
        command = ["npm", "install", "--no-audit", "--no-fund", "--legacy-peer-deps", *PACKAGES]
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return eslint


if __name__ == "__main__":
    main()
