import { Inngest } from "inngest";
import { sandboxMiddleware } from "inngest/experimental";

const inngest = new Inngest({ id: "builds", middleware: [sandboxMiddleware()] });

async function install(box) {
  await box.commands.run("install", "npm ci");
}

export const build = inngest.createFunction(
  { id: "build", triggers: [{ event: "branch/pushed" }] },
  async ({ step, group, event }) => {
    const box = await step.sandbox.create("box", { name: "build", vcpu: 2, memoryMb: 2048 });
    await install(box);
    const server = await box.processes.start("serve", { command: "npm start" });
    await server.wait("wait");
    const again = await box.pause("pause");
    await again.resume("resume");
    const copy = await box.snapshot("keep");
    const twin = await copy.clone("twin", { name: "twin" });
    await twin.destroy("drop-twin");
    await box.destroy("drop");
    await group.sandbox("scratch", async (scratch) => {
      await scratch.commands.run("test", "npm test");
    });
    return event.data.branch;
  },
);
