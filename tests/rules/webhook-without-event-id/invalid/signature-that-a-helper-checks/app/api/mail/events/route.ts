import { inngest } from "@/lib/inngest";
import { verifySignature } from "@/lib/signature";

export async function POST(request: Request) {
  if (!(await verifySignature(request.clone()))) {
    return new Response(null, { status: 401 });
  }
  for (const each of await request.json()) {
    await inngest.send({ name: "mail/bounced", data: each }); // error
  }
  return new Response();
}
