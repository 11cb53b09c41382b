import { inngest } from "./client";

export async function parcelMoved(parcel: { number: string }) {
  const row = await db.parcels.upsert({ where: { number: parcel.number } });
  await inngest.send({ name: "parcel/moved", data: { parcelId: row.id } }); // error
}
