import { inngest } from "./client";
import { db, auditLog } from "./db";
import { CallLog, catalog } from "./models";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
  await db.auditLog.create({ data: { a: 1 } }); // error
  await db.log.create({ data: { a: 1 } }); // error
  const sent = await db.emailLog.findFirst({ where: { a: 1 } }); // error
  await db.blog.create({ data: {} }); // error
  await catalog.sync("all"); // error
  await CallLog.create({ a: 1 }); // error
  await db.insert(auditLog).values({ a: 1 }); // error
  await step.run("pack", () => pack(sent));
});
