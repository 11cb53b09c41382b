import { Inngest } from "inngest";

const inngest = new Inngest({ id: "flows" });

export const start = inngest.createFunction(
  { id: "start", triggers: [{ event: "flows/start" }] },
  async ({ step }) => {
    let pause = 0;
    let late;
    late = "soon";
    {
      let pause = 5_000;
      pause += 1_000;
    }
    await step.sleep("pause", pause); // error
    await step.sleep("late", late); // error
  },
);
