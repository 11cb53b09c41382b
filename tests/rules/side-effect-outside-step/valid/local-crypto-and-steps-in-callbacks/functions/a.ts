import { createHash } from "node:crypto";
import { inngest } from "../lib/inngest";
import { paid } from "../lib/events";
import pMap from "p-map";
import pRetry from "p-retry";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async (ctx) => {
  const { event, step, group } = ctx;
  const key = await crypto.subtle.importKey("raw", secret, algorithm, false, ["sign"]);
  const signed = await crypto.subtle.sign("HMAC", key, text);
  await pMap([1], async (id) => {
    await step.run(`a-${id}`, () => load(id));
  });
  const loaded = await pRetry(() => step.run("b", load), { retries: 2 });
  await Promise.all(Array.from({ length: 3 }, (_, i) => step.run(`c-${i}`, load)));
  const { result } = await group.experiment("model", {
    variants: { old: () => step.run("old", load), new: () => step.run("new", load) },
  });
  const seen = new Map();
  await Promise.all(loaded.map(async (each) => seen.delete(label(each))));
  const first = async () => loaded.find((each) => each.id === 1);
  await first();
  const handlers = { one: () => step.run("one", load) };
  await handlers[event.data.kind]();
  const wrapped = (given) => (id, work) => given.run(id, work);
  const run = wrapped(step);
  await run("fetch", () => fetch("https://example.com"));
  return createHash("sha256").update(signed).digest("hex");
});
