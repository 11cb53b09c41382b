"""`scaffold check` against ESLint 8 with @inngest/eslint-plugin, on the same files.

Run it as `.venv/bin/python -m benchmarks.check [COUNT…]`; it installs ESLint once into a folder of
its own. Each function is a file and sends the event of the next one; ten share a helper, and one
registry serves them all.
"""

import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks._timing import medians, report

COUNTS = (1, 100, 1_000, 10_000)
RUNS = {1: 7, 100: 7, 1_000: 7, 10_000: 1}
PACKAGES = (
    "eslint@8",
    "@typescript-eslint/parser@8",
    "typescript@5",
    "@inngest/eslint-plugin@0.0.7",
)
CONFIG = """\
module.exports = {
  root: true,
  parser: "@typescript-eslint/parser",
  plugins: ["@inngest"],
  rules: {
    "@inngest/await-inngest-send": "error",
    "@inngest/no-nested-steps": "error",
    "@inngest/no-variable-mutation-in-step": "error",
  },
};
"""
CLIENT = """\
import { Inngest } from "inngest";

export const inngest = new Inngest({ id: "bench" });
"""
FUNCTION = """\
import {{ inngest }} from "../client";
import {{ load{helper} }} from "../helpers/h{helper}";

export const fn{n} = inngest.createFunction(
  {{ id: "work-{n}", retries: 3 }},
  {{ event: "work/n{n}.started" }},
  async ({{ event, step, logger }}) => {{
    const order = await step.run("load-order", () => load{helper}(event.data.id));
    logger.info("loaded", order.id);
    const lines = order.lines.filter((line: {{ cents: number }}) => line.cents > 0);
    await step.sleep("cool-down", "10m");
    const receipt = await step.run("charge", async () => {{
      const answer = await fetch("https://pay.example.com", {{
        method: "POST",
        body: JSON.stringify({{ id: order.id, lines }}),
      }});
      if (!answer.ok) throw new Error(`declined: ${{answer.status}}`);
      return answer.json();
    }});
    const paid = await step.waitForEvent("wait-for-payment", {{
      event: "work/n{n}.paid",
      timeout: "2d",
      match: "data.id",
    }});
    if (!paid) return {{ paid: false }};
    const id = `done-${{order.id}}`;
    await step.sendEvent("tell", {{ name: "work/n{next}.started", data: {{ id: order.id }}, id }});
    return {{ receipt }};
  }},
);
"""
HELPER = """\
export async function load{n}(id: string) {{
  const answer = await fetch(`https://api.example.com/orders/${{id}}`);
  return answer.json();
}}
"""


def make_project(root: Path, count: int) -> None:
    """Write a project with as many functions, each in a file of its own."""
    for folder in ("jobs", "helpers"):
        (root / folder).mkdir(parents=True)
    (root / "package.json").write_text('{ "dependencies": { "inngest": "^3.30.0" } }\n')
    (root / "client.ts").write_text(CLIENT)
    for n in range(count):
        if n % 10 == 0:
            (root / f"helpers/h{n}.ts").write_text(HELPER.format(n=n))
        (root / f"jobs/fn{n}.ts").write_text(
            FUNCTION.format(n=n, helper=n - n % 10, next=(n + 1) % count)
        )
    imports = "".join(f'import {{ fn{n} }} from "./jobs/fn{n}";\n' for n in range(count))
    entries = "".join(f"    fn{n},\n" for n in range(count))
    (root / "serve.ts").write_text(
        'import { serve } from "inngest/next";\nimport { inngest } from "./client";\n'
        f"{imports}\nexport const {{ GET, POST, PUT }} = serve({{\n  client: inngest,\n"
        f"  functions: [\n{entries}  ],\n}});\n"
    )


def measure(counts: Sequence[int], runs: Mapping[int, int]) -> dict[int, dict[str, float]]:
    """Return the medians of both programs for each size, in seconds."""
    with tempfile.TemporaryDirectory() as home:
        tools = Path(home, "eslint")
        tools.mkdir()
        (tools / "package.json").write_text('{ "private": true }\n')
        install = ["npm", "install", "--no-audit", "--no-fund", "--legacy-peer-deps", *PACKAGES]
        subprocess.run(install, cwd=tools, check=True, capture_output=True)
        (tools / ".eslintrc.cjs").write_text(CONFIG)
        return {count: _measured(tools, count, runs.get(count, 3)) for count in counts}


def _measured(tools: Path, count: int, runs: int) -> dict[str, float]:
    root = tools / f"project-{count}"
    make_project(root, count)
    commands = {
        "eslint": [
            "node", str(tools / "node_modules/eslint/bin/eslint.js"),
            "--ext", ".ts", "--resolve-plugins-relative-to", str(tools), ".",
        ],
        "scaffold check": [sys.executable, "-m", "scaffold", "check"],
    }  # fmt: skip
    return medians(commands, runs=runs, folder=lambda: root)


def main(counts: list[int]) -> None:
    """Print the medians for each size."""
    taken = measure(counts, RUNS)
    for count, found in taken.items():
        budget = {"scaffold check": 0.25} if count == 1_000 else {}
        report(f"check, {count} functions", found, "eslint", budget)
    if {1_000, 10_000} <= set(taken):
        grown = taken[10_000]["scaffold check"] / taken[1_000]["scaffold check"]
        print(f"1,000 to 10,000: {grown:.1f} times (budget 11)")


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or list(COUNTS))
