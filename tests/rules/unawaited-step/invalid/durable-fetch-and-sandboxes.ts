import { fetch, Inngest } from "inngest";

const inngest = new Inngest({ id: "builds" });

export const build = inngest.createFunction(
  { id: "build", triggers: [{ event: "branch/pushed" }] },
  async ({ step, group }) => {
    const box = await step.sandbox.create("box", { name: "build", vcpu: 2, memoryMb: 2048 });
    fetch("https://log.test"); // error
    box.destroy("drop"); // error
    group.experiment("which", { variants: { a: () => step.run("a", () => 1) } }); // error
  },
);
