import { client as app } from "../lib/inngest";
import { chargeCard, format, load } from "@/lib/cards";
import * as agents from "@inngest/agent-kit";
import { loadAll } from "somewhere";
const network = agents.createNetwork({});
export default app.createFunction({ id: "charge" }, { event: "order/placed" }, async (ctx) => {
  const { event, step, publish, logger, group } = ctx;
  await chargeCard(step, event.data.id);
  await loadAll(step, [1]);
  await loadAll({ step, ids: [1] });
  await loadAll(ctx);
  await publish({ channel: "c", topic: "t", data: {} });
  await network.run("hello");
  const text = await format(event.data);
  const later = [step.run("x", load), step.run("y", () => load())];
  const [x, y] = await Promise.all(later);
  await Promise.all(event.data.ids.map((id) => step.run(`m-${id}`, () => fetch(id))));
  await Promise.all(
    event.data.ids.map(async (id) => {
      const found = await step.run(`f-${id}`, () => fetch(id));
      await step.sleep(`s-${id}`, "1s");
    }),
  );
  await step.run("sum", load).then((n) => step.run("double", () => n * 2));
  const result = await errors.try(step.run("z", load));
  await group.parallel(async () => Promise.race([step.run("p", load)]));
  const { helper } = await import("./helper");
  await schema.parseAsync(event.data);
  const rows = await step.run("rows", async () => {
    const answer = await fetch("https://example.com");
    return await answer.json();
  });
  logger.info("done", text);
  rows.forEach((row) => total(row));
  return summary(rows);
});
