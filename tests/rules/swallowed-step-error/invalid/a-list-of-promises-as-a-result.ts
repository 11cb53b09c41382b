import { inngest } from "./client";
import { resize } from "./images";
import { prisma } from "./db";

export const resizeAll = inngest.createFunction(
  { id: "resize-all", triggers: [{ event: "images/added" }] },
  async ({ event, step }) => {
    await step.run(
      "announce",
      () => event.data.ids.map((id: string) => inngest.send({ name: "image/added", data: { id } })), // error
    );
    const sizes = await step.run("resize", async () => {
      const all = event.data.ids.map(async (id: string) => {
        const size = await resize(id); // error
        return size;
      });
      return all;
    });
    await step.run("store", async () => {
      return sizes.map((size: number) => prisma.size.create({ data: { size } })); // error
    });
  },
);
