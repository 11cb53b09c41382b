import { randomUUID } from "node:crypto";
import * as Sentry from "@sentry/node";
import { db, metrics, statsd } from "./services";
import { inngest } from "./client";

export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async (ctx) => {
  const { event, step, runId, logger } = ctx;
  const id = event.id ?? randomUUID();
  const at = event.ts || Date.now();
  const run = runId ?? `run-${randomUUID()}`;
  await step.run("save", () => db.save(id, at, run));
  const times: Record<string, number> = {};
  const spans: number[] = [];
  const begun = Date.now();
  const first = performance.now();
  await step.run("load", () => db.load());
  times["load"] = Date.now() - begun;
  times.first = Math.round(performance.now() - first);
  spans.push((Date.now() - begun) / 1000);
  const end = Date.now();
  const took = end - begun;
  const stats = { took, seconds: took / 1000, rows: 3 };
  metrics.histogram("took", Date.now() - begun);
  statsd.timing("load", took);
  Sentry.captureMessage("loaded", { extra: { at: new Date() } });
  logger.info("done", { stats, elapsed: `${Date.now() - begun} ms` });
  await step.run("keep", () => db.keep({ took, total: Date.now() - begun }));
  return { times, spans, stats, finishedAt: new Date() };
});
