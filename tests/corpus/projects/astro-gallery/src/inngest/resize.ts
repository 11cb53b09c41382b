import sharp from "sharp";
import { inngest } from "./client";
import { PhotoEvents } from "./events";
import { S3Storage, storage, type Storage } from "../lib/storage";
import { jitter, newKey, stamp, stampOf } from "../lib/time";

const WIDTHS = [320, 640, 1280];

async function save(step: any, target: Storage, key: string, body: Uint8Array) {
  await target.put(`${key}-copy`, body); // expect: side-effect-outside-step
  return step.run(`save-${key}`, () => target.put(key, body));
}

export default inngest.createFunction(
  { id: "resize-photo", retries: 3, triggers: [{ event: PhotoEvents.uploaded }], concurrency: [{ limit: 4 }, { limit: 1, key: "event.data.key" }] }, // fine: two
  async ({ event, step, runId }) => {
    const original = await storage.get(event.data.key); // expect: side-effect-outside-step
    const name = S3Storage.keyFor(event.data.key, 320); // fine: computes only
    const key = newKey(); // expect: nondeterministic-call
    if (key.startsWith("2027")) return;
    const pause = jitter(10); // expect: nondeterministic-call
    for (let i = 0; i < pause; i++) await step.sleep(`pause-${i}`, "1m");
    const at = stampOf(new Date(event.ts ?? 0)); // fine: from the event
    await save(step, storage, name, original); // fine: no step can hold what makes steps
    const small = await Promise.all(WIDTHS.map((width) => step.run(`resize-${width}`, async () => (await sharp(original).resize(width).toBuffer()).byteLength))); // fine: collected
    for (const width of WIDTHS) {
      step.run(`check-${width}`, () => storage.get(S3Storage.keyFor(name, width))); // expect: unawaited-step
    }
    const last = step.run("last", () => storage.get(name)); // fine: awaited below
    await step.sendEvent("tagged", { name: PhotoEvents.tagged, data: { key: event.data.key }, id: `tag-${runId}` }); // fine: from the run
    await last;
    console.log(`done at ${stamp()}`); // fine: a log line
    return { small, at, finished: stamp() }; // fine: returned at the very end
  },
);
