import { inngest } from "./client";

async function classify(item) {
  try {
    await index(item);
  } catch (error) { // error
    console.error(error);
  }
}

export const a = inngest.createFunction(
  { id: "a", triggers: [{ event: "x/y" }] },
  async ({ step }) => {
    await step.run("classify", async () => {
      const { load } = await import("./models");
      console.log("classify");
      const result = await classify("a");
      console.log("classified", result);
      return result;
    });
  },
);
