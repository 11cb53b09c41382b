import { inngest } from "./client";

export const build = inngest.createFunction({ id: "build" }, { event: "x/y" }, async ({ step }) => {
  let done = 0;
  const tell = async () => {
    done++;
    await jobs.update({ progress: done / 3 });
  };
  await step.run("read", async () => {
    await read();
    await tell(); // error
  });
  await step.run("write", async () => {
    await write();
    await tell();
  });
});
