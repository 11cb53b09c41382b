import { inngest } from "@/lib/inngest";

const tell = (error: Error) => console.error("not sent", error);

export async function POST(request: Request) {
  const body = await request.json();
  await inngest.send({ name: "a/b", data: body, id: `pay-${body.id}` }).catch(tell); // error
  return new Response("ok", { status: 200 });
}
