import { inngest } from "./client";
import { link, mailer, store } from "./db";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
  const database = link();
  const rows = store();
  const mail = mailer();
  await step.run("load", () => load(database, rows, mail));
});
