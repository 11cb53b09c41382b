import { Basket } from "../lib/basket";
import { bucketIn, getBucket, getStripe } from "../lib/clients";
import { inngest } from "../lib/inngest";
import { countRun, metrics, monitoringService } from "../lib/metrics";
import { store } from "../lib/store";
import { format, logBegin, readOrder, welcome } from "../lib/text";

const PRICES = new Map([["a", 1]]);

export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  await logBegin(event.data.id);
  metrics.increment("begun");
  countRun("a");
  monitoringService.record(1);
  const order = await readOrder(event.data.order);
  const text = await format("loud", await welcome(event.data.name));
  const stripe = getStripe();
  const [bucket, other] = [await getBucket(), bucketIn("eu")];
  const basket = new Basket();
  basket.add(order.id);
  const total = (await basket.total()) * (PRICES.get("a") ?? 0);
  const seen: string[] = [];
  seen.push(text);
  await step.run("save", () => store.save(order.id));
  await step.run("pay", () => stripe.charges.create({ amount: total }));
  await step.run("keep", () => [bucket, other].map((each) => each.send(event.data.put)));
});
