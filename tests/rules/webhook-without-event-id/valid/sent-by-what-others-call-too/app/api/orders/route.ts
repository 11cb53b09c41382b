import { paid } from "../../../lib/billing";

export async function POST(request: Request) {
  await paid(await request.json());
  return Response.json({ ok: true });
}
