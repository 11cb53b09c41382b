import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  const report = await makeReport(event.data.id);
  const saved = await step.run("save", async () => {
    report.tookMs = await tookOf(report.id);
    await keep(JSON.stringify(report));
    return { tookMs: report.tookMs };
  });
  return { title: report.title, ...saved };
});
