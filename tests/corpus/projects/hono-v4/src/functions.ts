import client from "./inngest";
import { step as ambient, group, eventType, NonRetriableError } from "inngest";
import { transcode, probe } from "@media/ffmpeg";
import { storage } from "./storage";

export const uploaded = eventType("video/uploaded");
const done = eventType("videoDone"); // fine: a definition is judged where it is used

export const encode = client.createFunction(
  { id: "encode-video", retries: 5, triggers: [uploaded, { event: "video/reencode" }], concurrency: { limit: 3, key: "event.data.userId" } }, // expect: untyped-event
  async ({ event, step, attempt }) => {
    const { run, sleep, sendEvent } = step;
    const meta = await run("probe", () => probe(event.data.url)); // fine: a destructured tool
    const sizes = [240, 480, 720];
    const files = await Promise.all(sizes.map((size) => run(`encode-${size}`, () => transcode(event.data.url, size)))); // fine: collected
    sizes.forEach((size) => {
      run(`thumb-${size}`, () => transcode(event.data.url, size)); // expect: unawaited-step
    });
    sizes.forEach(async (size) => {
      await run(`poster-${size}`, () => transcode(event.data.url, size)); // expect: unawaited-step
    });
    const pending = run("upload", () => storage.put(files[0])); // fine: awaited below
    await sleep("settle", 5000); // fine: milliseconds
    await pending;
    await sleep("month", "1 month"); // expect: invalid-duration
    await sleep("hours", "2 hrs and 5 mins"); // expect: invalid-duration
    await sendEvent("done", { name: "videoDone", data: { files } }); // expect: event-name-format, unreceived-event, untyped-event
    if (attempt > 3) throw new NonRetriableError("gave up"); // fine: no effect
    storage.delete(event.data.url); // expect: side-effect-outside-step
    return run("finish", () => storage.list(meta.id)); // fine: returned
  },
);

export const cleanup = client.createFunction(
  { id: "cleanup", retries: 1, triggers: { event: "video/deleted", if: "event.data.hard == true" } }, // expect: untyped-event
  async ({ event, step }) => {
    try {
      await step.run("delete", () => storage.delete(event.data.url));
    } catch (error) { // fine: a catch around a step, after its retries
      await step.run("compensate", () => storage.restore(event.data.url));
    }
    await step.run("maybe", () => storage.touch(event.data.url).catch(() => null)); // expect: swallowed-step-error
    await step.run("told", () => storage.touch(event.data.url).catch(console.error)); // expect: swallowed-step-error
    await step.run("warned", () => storage.touch(event.data.url).catch((e) => console.warn(e))); // expect: swallowed-step-error
    await step.run("moved", () => storage.touch(event.data.url).catch((e) => storage.restore(e.url))); // fine: another way
    await step.run("log-and-go", async () => {
      try {
        await storage.touch(event.data.url);
      } catch (cause) { // fine: thrown as another error
        throw new NonRetriableError("no such file", { cause });
      }
    });
    const ok = await step.waitForEvent("confirm", { event: "video/confirmed", timeout: "1d", if: "async.data.url == event.data.url" }); // expect: untyped-event
    return ok?.data.by ?? "nobody"; // fine: optional chaining
  },
);

export const orphan = client.createFunction(
  { id: "orphan-scan", retries: 1, triggers: [{ event: "video/scan" }] }, // expect: unregistered-function, untyped-event
  async ({ step }) => {
    await step.invoke("encode", { function: encode, data: { url: "x" } }); // fine: invoked by reference
  },
);

export const unused = client.createFunction(
  { id: "confirm-video", retries: 1, throttle: { limit: 5, period: "500ms" }, triggers: [{ event: "video/confirmed" }] }, // expect: invalid-function-config, untyped-event
  async ({ event, step }) => {
    await client.send({ name: "video/deleted", data: event.data }); // expect: unwrapped-send, untyped-event
    await step.run("send-inside", () => client.send({ name: "video/deleted", data: event.data, id: `deleted-${event.data.id}` })); // expect: untyped-event
  },
);
