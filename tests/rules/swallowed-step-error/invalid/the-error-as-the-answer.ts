import { inngest } from "./client";

export const a = inngest.createFunction(
  { id: "a", triggers: [{ event: "x/y" }] },
  async ({ step }) => {
    const found = await step.run("load", () => load());
    let answer = "";
    try {
      answer = await fetch("https://example.com").then((r) => r.text());
    } catch (error) { // error
      answer = `failed: ${error}`;
    }
    return { answer, found };
  },
);

export const b = inngest.createFunction(
  { id: "b", triggers: [{ event: "x/z" }] },
  async ({ step }) => {
    return await step.run("answer", async () => {
      let answer: string;
      try {
        answer = await ask("a");
      } catch (error) { // error
        answer = `failed: ${error}`;
      }
      return answer;
    });
  },
);
