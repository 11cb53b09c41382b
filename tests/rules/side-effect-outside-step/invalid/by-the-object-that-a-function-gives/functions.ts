import { inngest } from "./client";
import { createMailer, createRunner } from "./runner";
import { runs } from "./runs";
const runner = createRunner({ runs, limit: 2 });
const mailer = createMailer("https://mail.example.com");
export const start = inngest.createFunction({ id: "start" }, { event: "x/a" }, async ({ event }) => {
  return runner.run(event.data.id); // error
});
export const tell = inngest.createFunction({ id: "tell" }, { event: "x/b" }, async ({ event, step }) => {
  await step.sleep("wait", "1d");
  return mailer.send(event.data.to); // error
});
export const fine = inngest.createFunction({ id: "fine" }, { event: "x/c" }, async ({ event, step }) => {
  await step.run("start", () => runner.run(event.data.id));
  await step.run("tell", () => createMailer("https://mail.example.com").send(event.data.to));
});
