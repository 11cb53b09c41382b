import { inngest } from "./client";

export async function parcelMoved(parcel: { number: string }) {
  await inngest.send({ name: "parcel/moved", data: parcel });
}
