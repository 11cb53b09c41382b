import { NonRetriableError, RetryAfterError, type GetStepTools } from "inngest";
import { createAgent, createNetwork, openai } from "@inngest/agent-kit";
import { errors, inngest, started, tracer } from "./client";
import { schema } from "./schema";

const agent = createAgent({ name: "helper", system: "help", model: openai({ model: "gpt-4o" }) });
const network = createNetwork({ name: "net", agents: [agent] });
type Step = GetStepTools<typeof inngest>;

async function withRetry<T>(promise: Promise<T>, fallback: T): Promise<T> {
  try {
    return await promise;
  } catch {
    return fallback;
  }
}

function isApproved(answer: { data: { ok: boolean } } | null): answer is { data: { ok: boolean } } {
  return answer !== null && answer.data.ok;
}

async function waitForAnswer(step: Step, id: string) {
  const answer = await step.waitForEvent("wait-answer", { event: "answer/given", timeout: "1d", if: `async.data.id == "${id}"` }); // fine: handed to a guard
  return isApproved(answer) ? answer.data : null;
}

export const many = inngest.createFunction(
  { id: "many", retries: 3, cancelOn: [{ event: "thing/cancelled", match: "data.id" }] },
  { event: "thing/made" },
  async ({ event, step, publish, logger, attempt, runId }) => {
    await publish({ channel: "user:1", topic: "progress", data: { at: Date.now() } }); // fine: publish is a step
    const result = await network.run(event.data.question); // fine: the agent kit makes its own steps
    const answer = await agent.run(event.data.question, { step }); // fine: the agent gets the step
    const safe = await errors.try(step.run("may-fail", () => load(event.data.id))); // fine: a wrapper of a step's promise
    const other = await withRetry(step.run("may-fail-too", () => load(event.data.id)), null); // fine: a wrapper of a step's promise
    const input = await schema.parseAsync(event.data); // fine: validates
    logger.info(`took ${Date.now() - started} ms, attempt ${attempt}`); // fine: the clock in a log line
    const span = tracer.startSpan("work"); // fine: telemetry
    span.end(); // fine: telemetry
    const given = await waitForAnswer(step, runId); // fine: the helper guards
    try {
      await step.run("pay", () => load("pay"));
    } catch (error) { // fine: around a step
      await step.run("undo", () => load("undo"));
      throw new NonRetriableError("declined", { cause: error });
    }
    const [, ok] = await Promise.all([
      step.run("ask", () => load("ask")),
      step.waitForEvent("ok", { event: "answer/given", timeout: "2d", match: "data.id" }), // fine: guarded by a ternary
    ]);
    const by = ok ? ok.data.by : "nobody"; // fine: the guard
    const later = await step.waitForEvent("later", { event: "answer/given", timeout: "2d", match: "data.id" }); // fine: guarded by ??
    const who = (later ?? { data: { by: "nobody" } }).data.by; // fine: the guard
    const { id } = await step.run("new-id", async () => ({ id: crypto.randomUUID() })); // fine: an id made in a step
    await step.sendEvent("next", { name: "thing/made", data: { id }, id: `next-${id}` }); // fine: the id comes from a step
    await step.invoke("child", { function: child, data: { id } }); // fine: a step
    const signal = AbortSignal.timeout(1000); // fine: starts no work
    const { helper } = await import("./schema"); // fine: loads code
    return { result, answer, safe, other, input, given, by, who, signal, helper, done: new Date().toISOString() }; // fine: returned at the end
  },
);

export const child = inngest.createFunction({ id: "child", retries: 0 }, { event: "child/called" }, async ({ event, step }) => {
  const steps = event.data.ids.map((id: string) => step.run(`one-${id}`, () => load(id))); // fine: awaited below
  const results = await Promise.allSettled(steps);
  const race = await load("late"); // expect: side-effect-outside-step
  await step.run("poll", async () => {
    for (let i = 0; i < 3; i++) {
      const answer = await fetch("https://example.com/status");
      if (answer.ok) return i;
      await new Promise((resolve) => setTimeout(resolve, 200)); // fine: a short pause between tries in a step
    }
    throw new RetryAfterError("not yet", 60_000);
  });
  await step.run("ignore-missing", async () => {
    try {
      return await load("x");
    } catch (error) { // fine: it throws for everything else
      if ((error as { code?: string }).code !== "ENOENT") throw error;
      return null;
    }
  });
  const totals = await step.run("totals", async () => {
    let sum = 0;
    for (const each of results) {
      sum += each.status === "fulfilled" ? 1 : 0; // fine: a local of the step
    }
    return sum;
  });
  return totals + (race ? 1 : 0);
});

export const optional = process.env.BETA ? [many] : []; // fine: registered under a condition

async function load(id: string) {
  return (await fetch(`https://example.com/${id}`)).json(); // fine: reported where it is called
}
