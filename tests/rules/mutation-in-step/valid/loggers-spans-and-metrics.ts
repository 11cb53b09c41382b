import { inngest } from "./client";
import { tracer } from "./tracer";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async (ctx) => {
  const { step, logger } = ctx;
  const span = tracer.startSpan("a");
  const requestLog = logger.child({ id: "a" });
  const jobMetrics = [];
  const stats = { sent: 0 };
  jobMetrics.push("start");
  await step.run("b", async () => {
    logger.level = "debug";
    requestLog.bindings = {};
    span.attributes.sent = 1;
    jobMetrics.push("sent");
    stats.sent += 1;
    flush(jobMetrics, stats);
  });
  jobMetrics.push("end");
  stats.sent += 1;
  span.end();
});
