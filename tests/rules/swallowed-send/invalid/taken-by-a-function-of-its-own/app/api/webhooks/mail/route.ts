import { inngest } from "@/lib/inngest";

export async function POST(request: Request) {
  const body = await request.json();
  await inngest.send({ name: "a/b", data: body, id: `mail-${body.id}` }).catch(console.error); // error
  return new Response("ok", { status: 200 });
}
