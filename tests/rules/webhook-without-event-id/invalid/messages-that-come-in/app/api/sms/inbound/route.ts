import { inngest } from "../../../../lib/inngest";
export async function POST(request: Request) {
  const form = Object.fromEntries(await request.formData());
  await inngest.send({ name: "sms/received", data: { from: form.From, body: form.Body } }); // error
  return new Response("ok");
}
