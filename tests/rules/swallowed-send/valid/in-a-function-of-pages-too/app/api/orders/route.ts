import { emitPaid } from "../../../lib/events";
export async function POST(request: Request) {
  const { id } = await request.json();
  await emitPaid(id);
  return Response.json({ id });
}
