import { inngest } from "./client";
export const q = inngest.createFunction(
  { id: "q", triggers: [{ event: "x/y" }] },
  async ({ step, group }) => {
    const one = await step.run("one", () => f()).then(String);
    const two = await step.run("two", () => g());
    await step.run("three", () => Promise.race([h(one), h(two)]));
    await step.run("four", () => Promise.race(keys.map((key) => h(key).then(String))));
    await Promise.all(keys.map((key) => step.run(key, () => h(key)).then(String)));
    const all = await Promise.all(keys.map((key) => step.run(key, () => h(key))));
    const first = await Promise.race([one, two]);
    const any = await Promise.race(all);
    await group.parallel({ mode: "race" }, () =>
      Promise.race([step.run("a", () => a()).then(String), step.run("b", () => b())]),
    );
    return [first, any];
  },
);
