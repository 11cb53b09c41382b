import OpenAI from "openai";
import { inngest } from "./inngest";

const openai = new OpenAI();

class Conversation {
  readonly messages: { role: "user"; content: string }[] = [];
  add(content: string) {
    this.messages.push({ role: "user", content });
  }
}

export const summarize = inngest.createFunction(
  { id: "summarize-call", retries: 2, triggers: [{ event: "call/ended" }] },
  async ({ event, step, group }) => {
    const talk = new Conversation(); // fine: made by the run
    talk.add(event.data.text); // fine: changed outside of a step
    const answer = await openai.responses.create({ model: "gpt-5", input: talk.messages }); // expect: side-effect-outside-step
    const wrapped = await step.ai.wrap("wrapped", openai.responses.create, { model: "gpt-5", input: "x" }); // fine: a step
    const inferred = await step.ai.infer("inferred", { model: step.ai.models.openai({ model: "gpt-5" }), body: { messages: [] } }); // fine: a step
    const page = await step.fetch("https://example.com"); // fine: a step of its own
    const raced = await group.parallel({ mode: "race" }, async () => Promise.race([step.run("a", () => fetch("https://a.example")), step.run("b", () => fetch("https://b.example"))])); // fine: the documented form
    const first = await Promise.race([step.run("c", () => fetch("https://a.example")), step.sleep("d", "5m")]); // expect: raced-steps
    step.ai.wrap("lost", openai.responses.create, { model: "gpt-5", input: "x" }); // expect: unawaited-step
    await step.run("add", async () => {
      talk.messages.push({ role: "user", content: "more" }); // expect: mutation-in-step
      return talk.messages.length;
    });
    return { answer, wrapped, inferred, raced, first, page: page.status };
  },
);

export const transcribe = inngest.createFunction({ id: "transcribe-call", retries: 2, triggers: [{ event: "call/recorded" }] }, async ({ event, step }) => {
  const parts = await step.run("split", async () => ["a", "b"]);
  for (const part of parts) {
    await step.ai.infer(`part-${part}`, { model: step.ai.models.openai({ model: "gpt-5" }), body: { messages: [] } }); // expect: loop-instead-of-fan-out
  }
  const now = performance.now(); // fine: measures for a log
  await step.sendEvent("ended", { name: "call/ended", data: { text: parts.join() } }); // fine: a function has it
  await step.sendEvent("endd", { name: "call/endd", data: { text: parts.join() } }); // expect: unreceived-event
  console.debug("took", performance.now() - now, event.id); // fine: a log line
});

export const translate = inngest.createFunction({ id: "translate-call", retries: 2, triggers: [{ event: "call/translated" }] }, async ({ step }) => step.run("a", async () => 1)); // expect: unregistered-function
