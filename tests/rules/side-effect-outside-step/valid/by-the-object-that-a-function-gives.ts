import { Inngest } from "inngest";

const inngest = new Inngest({ id: "shop" });

function makePrices(rate: number) {
  return {
    async total(items: number[]) {
      return items.reduce((sum, each) => sum + each * rate, 0);
    },
  };
}

function makeBasket() {
  const rows: string[] = [];
  return {
    async add(row: string) {
      rows.push(row);
    },
    rows,
  };
}

const prices = makePrices(1.19);

export const bill = inngest.createFunction({ id: "bill" }, { event: "x/a" }, async ({ event, step }) => {
  const total = await prices.total(event.data.items);
  const basket = makeBasket();
  await basket.add(event.data.id);
  await step.run("charge", () => fetch("https://pay.example.com", { method: "POST", body: String(total) }).then((it) => it.status));
  return basket.rows;
});
