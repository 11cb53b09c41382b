import { inngest } from "./client";
import { Tracer } from "./tracer";
const traced = Tracer.byName("jobs");
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) =>
  await traced.span("a", async (span) => {
    span.setAttribute("id", event.data.id);
    await step.run("load", () => load(event.data.id));
    span.setAttribute("loaded", true);
  }),
);
export const b = inngest.createFunction({ id: "b" }, { event: "x/z" }, async ({ event, step }) => {
  await traced.measured("b", async () => {
    await step.run("load", () => load(event.data.id));
  });
});
