import { Inngest, step as tools } from "inngest";

const inngest = new Inngest({ id: "builds" });

export const build = inngest.createFunction(
  { id: "build", triggers: [{ event: "branch/pushed" }] },
  async ({ step, group }) => {
    const box = await step.sandbox.create("box", { name: "build", vcpu: 2, memoryMb: 2048 });
    await step.run("install", async () => {
      await box.commands.run("npm", "npm ci"); // error
    });
    await step.run("try", async () => {
      await group.experiment("which", { variants: { a: () => 1 }, select: () => "a" }); // error
    });
  },
);

export const GET = inngest.endpoint(async () => {
  await tools.run("outer", async () => {
    await tools.run("inner", () => 1); // error
  });
  return new Response("ok");
});
