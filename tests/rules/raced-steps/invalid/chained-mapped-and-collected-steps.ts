import { inngest } from "./client";
export const q = inngest.createFunction({ id: "q" }, { event: "x/y" }, async ({ step }) => {
  const done = step
    .waitForEvent("done", { event: "x/done", timeout: "1h", match: "data.id" })
    .then((found) => ({ found }));
  const failed = step
    .waitForEvent("failed", { event: "x/failed", timeout: "1h", match: "data.id" })
    .then((found) => ({ failed: found }))
    .catch(() => null);
  await Promise.race([done, failed]); // error
  await Promise.race([ // error
    step.run("work", () => work()).then((value) => ({ value })),
    step.sleep("limit", "1h").finally(() => stop()),
  ]);
  await Promise.race(["x", "y"].map((key) => step.run(key, () => work(key)))); // error
  await Promise.any([ // error
    ...keys.map(async (key) => {
      return await step.run(key, () => work(key));
    }),
  ]);
  const all = keys.map((key) => step.run(key, () => work(key)).then(String));
  await Promise.race(all); // error
});
