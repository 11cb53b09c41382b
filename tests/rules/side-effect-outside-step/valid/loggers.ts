import { inngest } from "./client";
import { log, jobLogger, requestLog, api } from "./log";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async (ctx) => {
  await log.info("a");
  await log.flush();
  await jobLogger.info("a");
  await requestLog.info("a");
  await api.log.error("a");
  await ctx.logger.info("a");
  await console.log("a");
  await ctx.step.run("audit", () => db.auditLog.create({ data: { a: 1 } }));
});
