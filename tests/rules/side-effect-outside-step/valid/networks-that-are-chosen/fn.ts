import { inngest } from "./client";
import { editor } from "./editors";
import { coder } from "./networks";
export const a = inngest.createFunction(
  { id: "a", triggers: [{ event: "x/y" }] },
  async ({ event, step }) => {
    const last = await step.run("last", () => load());
    const network = last ? editor(last.sandboxId) : coder(event.data.sandboxId);
    const result = await network.run(event.data.value);
    await step.run("save", () => save(result));
  },
);
