import { parcelMoved } from "../lib/parcels";

export async function action({ request }: { request: Request }) {
  await parcelMoved(await request.json());
  return new Response();
}
