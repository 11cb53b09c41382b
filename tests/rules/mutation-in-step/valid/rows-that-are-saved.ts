import { inngest } from "./client";
import { User } from "./models";

export const a = inngest.createFunction(
  { id: "a", triggers: [{ event: "x/y" }] },
  async ({ event, step }) => {
    const user = await User.findById(event.data.id);
    await step.run("mark", async () => {
      user.status = "done";
      await user.save();
    });
  },
);
