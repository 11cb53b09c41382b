import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  const tried = await prisma.job.count({ where: { id: event.data.id } });
  await step.run(`attempt-${tried}`, () => work()); // error
  const found = await step.run("find", () => prisma.job.findUnique({ where: { id: tried } }));
  await step.run(`done-${found.id}`, () => work());
});
