// Prints what the installed SDK offers: the names that its entries export, what a handler is given,
// and the tools in it.
import { readFileSync } from "node:fs";
import * as sdk from "inngest";
import { serve } from "inngest/edge";

const manifest = JSON.parse(
  readFileSync(new URL("./node_modules/inngest/package.json", import.meta.url), "utf8"),
);
const entries = {};
for (const path of Object.keys(manifest.exports)) {
  if (/\.json$|\*/.test(path)) continue;
  try {
    entries[path.slice(2)] = Object.keys(await import(`inngest${path.slice(1)}`));
  } catch (error) {
    // An adapter of a framework that is not installed.
    if (error.code !== "ERR_MODULE_NOT_FOUND") throw error;
  }
}

function tools(value, depth = 0) {
  return Object.entries(value ?? {}).flatMap(([key, inner]) => {
    if (typeof inner === "function") return [key, ...Object.keys(inner).map((k) => `${key}.${k}`)];
    if (typeof inner !== "object" || depth > 2) return [];
    return tools(inner, depth + 1).map((below) => `${key}.${below}`);
  });
}

let context;
const client = new sdk.Inngest({ id: "surface", isDev: true });
const handler = async (given) => {
  context = given;
};
const trigger = { event: "a/b" };
const made = sdk.eventType
  ? client.createFunction({ id: "f", triggers: [trigger] }, handler)
  : client.createFunction({ id: "f" }, trigger, handler);
const event = { name: "a/b", data: {} };
const body = {
  version: 1,
  event,
  events: [event],
  steps: {},
  ctx: { attempt: 0, run_id: "r", fn_id: "f", stack: { stack: [], current: 0 } },
  use_api: false,
};
await serve({ client, functions: [made] })(
  new Request("http://localhost/api/inngest?fnId=surface-f&stepId=step", {
    method: "POST",
    body: JSON.stringify(body),
    headers: { host: "localhost", "content-type": "application/json" },
  }),
);
const found = {
  entries,
  context: Object.keys(context),
  step: tools(context.step),
  group: tools(context.group),
};
console.log(JSON.stringify(found));
