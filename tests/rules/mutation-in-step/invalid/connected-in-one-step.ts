import { createCrm } from "./crm";
import { guarded } from "./guard";
import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
  const crm = createCrm();
  await step.run("connect", () => guarded("crm", () => crm.connect())); // error
  const rows = await step.run("load", () => crm.rows());
  await step.run("disconnect", () => crm.disconnect());
  const mail = new Imap({ host: "mail.example.com" });
  await step.run("sign-in", async () => {
    await mail.login(); // error
  });
  await step.run("fetch", () => mail.fetch(rows));
});
