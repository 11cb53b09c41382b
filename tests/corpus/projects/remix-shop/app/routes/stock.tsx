import { inngest } from "~/inngest/client.server";

export async function action({ request }: { request: Request }) {
  const form = await request.formData();
  await inngest.send({ name: "stock/low", data: { item: form.get("item") } }); // fine: awaited
  return inngest.send({ name: "stock/lov", data: { item: form.get("item") } }); // expect: unreceived-event
}
