import { inngest } from "./client";
import { resize } from "./images";
import { prisma } from "./db";

export const resizeAll = inngest.createFunction(
  { id: "resize-all", triggers: [{ event: "images/added" }] },
  async ({ event, step }) => {
    await step.run("announce", () =>
      Promise.all(
        event.data.ids.map((id: string) => inngest.send({ name: "image/added", data: { id } })),
      ),
    );
    const sizes = await step.run("resize", async () => {
      const all = event.data.ids.map(async (id: string) => resize(id));
      return Promise.all(all);
    });
    await step.run("store", async () => {
      const made = sizes.map((size: number) => prisma.size.create({ data: { size } }));
      return await prisma.$transaction(made);
    });
    await step.run("name", async () => sizes.map((size: number) => `${size} px`));
    const later = await Promise.all(
      sizes.map((size: number) =>
        step.run(`keep-${size}`, () => prisma.size.create({ data: { size } })),
      ),
    );
    return later.length;
  },
);
