import { inngest } from "./client";
export async function restore(id: string) {
  const restoredAt = new Date();
  await db.listings.update({ where: { id }, data: { restoredAt } });
  await inngest.send({
    id: `restored:${id}:${restoredAt.getTime()}`,
    name: "listing/restored",
    data: { id },
  });
}
