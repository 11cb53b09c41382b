import { extFlow, makeTools } from "@acme/flow";
import { inngest } from "./client";
import { db, mail } from "./db";
import { durable, keeper, loadUser, packed, Runner } from "./durable";

async function packOrder(data: any, tools: any) {
  return await tools.keep("pack", () => db.orders.pack(data)); // fine: a step
}

async function packQuietly(data: any, keep: any) {
  return await keep("pack", async () => {
    try {
      await db.orders.pack(data);
    } catch (error) { // expect: swallowed-step-error
      console.error(error);
    }
  });
}

async function mailUser(user: any) {
  await mail.send(user.email); // fine: reported where it is called
}

export const given = inngest.createFunction(
  { id: "pack-given", retries: 2 },
  { event: "order/paid" },
  async ({ event, step }) => packOrder(event.data, durable(step)), // fine: an object around `step`
);

export const named = inngest.createFunction(
  { id: "pack-named", retries: 2 },
  { event: "order/paid" },
  async ({ event, step }) => {
    const tools = durable(step);
    await packOrder(event.data, tools); // fine: an object around `step`
    await extFlow(event.data, tools); // fine: it may make steps
    await extFlow(event.data, { keep: (id: string, work: any) => step.run(id, work) }); // fine: likewise
    await extFlow(event.data, tools.name); // expect: side-effect-outside-step
    tools.rest("lost", "2d"); // expect: unawaited-step
    await tools.rest("rest", "1d"); // fine: the helper makes a step
  },
);

export const classes = inngest.createFunction(
  { id: "pack-box", retries: 2 },
  { event: "order/paid" },
  async ({ event, step }) => {
    const runner = new Runner(step);
    await packOrder(event.data, runner); // fine: the class holds `step`
    await packOrder(event.data, makeTools(step)); // fine: what it makes may hold `step`
    return runner.keep("box", () => db.orders.box(event.data)); // fine: likewise
  },
);

export const functions = inngest.createFunction(
  { id: "pack-function", retries: 2 },
  { event: "order/paid" },
  async ({ event, step }) => {
    await packQuietly(event.data, keeper(step)); // fine: a function that runs steps
    await extFlow(event.data, keeper(step)); // fine: likewise
    const waiting = [() => step.run("one", () => db.orders.one()), () => step.run("two", () => db.orders.two())];
    waiting.reverse();
    await waiting.pop()!(); // fine: a list of steps
    for (const each of waiting) await each(); // fine: likewise
    const later: any[] = [];
    later.push(() => step.run("three", () => db.orders.three()));
    for (const each of later) await each(); // fine: likewise
    const writes = [db.orders.four, db.orders.five];
    await writes.pop()!(); // expect: side-effect-outside-step
  },
);

export const data = inngest.createFunction(
  { id: "pack-data", retries: 2 },
  { event: "order/paid" },
  async ({ event, step }) => {
    const user = await loadUser(step, event.data.userId);
    await mail.send(user); // expect: side-effect-outside-step
    await mailUser(user); // expect: side-effect-outside-step
    const box = packed(step, event.data.id);
    await db.orders.box(box); // expect: side-effect-outside-step
  },
);
