import { Inngest } from "inngest";

const inngest = new Inngest({ id: "site" });

export const publish = inngest.createFunction(
  { id: "publish", triggers: [{ event: "site/publish" }] },
  async ({ event, step }) => {
    let root = "";
    let sum = 0;
    let name = "";
    const made = await step.run("setup", async () => {
      root = "/tmp/a"; // error
      sum = 1; // error
      name = "x"; // error
      return root;
    });
    await step.run("build", () => root);
    root = made;
    sum = sum + 1;
    if (event.data.named) name = made;
    return `${sum} ${name}`;
  },
);
