import { client as app } from "../lib/inngest";
import { chargeCard } from "@/lib/cards";
import { cards } from "@/lib/services";
const prisma = makePrisma();
export default app.createFunction(
  { id: "charge" },
  { event: "order/placed" },
  async ({ event, step: s, prisma: given }) => {
    await chargeCard(event.data.id); // error
    await cards.chargeCard(1); // error
    await given.order.create({ data: 1 }); // error
    const [a, b] = await Promise.all([
      prisma.user.findMany(), // error
      s.run("b", () => prisma.user.findMany()),
    ]);
    for (const one of a) {
      await notify(one); // error
    }
    await Promise.all(
      b.map(async (user) => {
        await user.save(); // error
      }),
    );
    const later = prisma.order.count(); // error
    await s.sleep("nap", "1s");
    await later;
    await prisma.$transaction(async (tx) => { // error
      await tx.order.create({});
    });
    await withSpan("x", async () => {
      await prisma.order.count(); // error
    });
    const work = async () => {
      await prisma.order.count(); // error
    };
    await work();
    return prisma.order.update({ id: 1 }); // error
  },
);
