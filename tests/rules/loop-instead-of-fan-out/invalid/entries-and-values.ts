import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
  const users = await step.run("load", () => load());
  for (const [place, user] of users.entries()) {
    await step.run(`send-${place}`, () => send(user)); // error
  }
  for (const [name, row] of Object.entries(users.byName)) {
    await step.run(`row-${name}`, () => work(row)); // error
  }
  for (const user of Object.values(users)) {
    await step.run(`call-${user.id}`, () => call(user)); // error
  }
});
