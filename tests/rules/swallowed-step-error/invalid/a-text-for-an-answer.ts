import { inngest } from "./client";

async function load(url: string) {
  try {
    const answer = await fetch(url);
    return await answer.text();
  } catch (error) { // error
    console.error(error);
    return `Failed to load ${url}`;
  }
}

async function answer(question: string) {
  try {
    const made = await model.ask(question);
    await db.answers.create({ data: made });
    return { text: made.text, confidence: made.confidence };
  } catch (error) { // error
    console.error(error);
    return { text: "Sorry, something went wrong.", confidence: 0 };
  }
}

async function study(topic: string) {
  try {
    const made = await model.ask(topic);
    return { summary: made.text, findings: made.findings };
  } catch (error) { // error
    console.error(error);
    return { summary: "The study could not be completed, try again.", findings: [] };
  }
}

async function judge(text: string) {
  try {
    return await model.judge(text);
  } catch (error) { // error
    console.error(error);
    return { passed: false, reason_given: `Judge failed: ${error.message}` };
  }
}

export const a = inngest.createFunction(
  { id: "a", triggers: [{ event: "x/y" }] },
  async ({ event, step }) => {
    await step.run("index", async () => {
      const text = await load(event.data.url);
      await db.pages.create({ data: { text } });
    });
    await step.run("judge", async () => {
      const verdicts = await Promise.all(
        event.data.texts.map(async (text) => {
          const verdict = await judge(text);
          return { text, passed: verdict.passed };
        }),
      );
      await db.verdicts.createMany({ data: verdicts });
    });
    const brief = await step.run("study", () => study(event.data.topic));
    await step.run("keep", () => db.briefs.create({ data: brief }));
    const given = await step.run("answer", () => answer(event.data.question));
    await step.run("reply", () => mail.send(event.data.to, given.text));
    const summary = await step.run("sum-up", async () => {
      try {
        return await model.ask(event.data.text);
      } catch (error) { // error
        return "Could not sum up";
      }
    });
    await step.run("save", () => db.sums.create({ data: { summary } }));
  },
);
