import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  const report = await makeReport(event.data.id);
  const whole = await makeReport(event.data.id);
  const told = await makeReport(event.data.id);
  const orders = await loadOrders(event.data.id);
  const best = pickBest(orders);
  const order = orders.find((each) => each.isOpen);
  await step.run("save", async () => {
    report.status = "kept"; // error
    whole.status = "kept"; // error
    told.status = "kept"; // error
    order.status = "kept"; // error
    best.status = "kept"; // error
    await keep(report, whole, told, order, best);
  });
  await step.run("tell", () => tell(report.title, report.status, order.id, best.id));
  for (const part of ["a", "b"]) {
    await step.run(`part-${part}`, async () => {
      report.parts += 1; // error
      await keep(report, report.parts);
    });
  }
  return { text: told.asText(), title: told.title, whole, orders };
});
