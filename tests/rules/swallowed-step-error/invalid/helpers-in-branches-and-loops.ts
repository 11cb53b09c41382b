import { inngest } from "./client";

async function dispatch(name: string) {
  try {
    await db.dispatches.insert({ name });
  } catch (error) { // error
    console.error(error);
  }
}

export const a = inngest.createFunction(
  { id: "a", triggers: [{ event: "x/y" }] },
  async ({ event, step }) => {
    await step.run("all", async () => {
      const names = await db.names.findMany();
      for (const name of names) {
        await dispatch(name);
      }
    });
    await step.run("either", async () => {
      if (event.data.first) {
        await dispatch("first");
      } else {
        await dispatch("second");
      }
    });
  },
);
