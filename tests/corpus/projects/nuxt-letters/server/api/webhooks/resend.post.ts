import { inngest } from "~/server/utils/inngest";

export default defineEventHandler(async (event) => {
  const payload = await readBody(event);
  const events = payload.data.map((each: { email: string }) => ({ name: "reader/left", data: each })); // fine: reported where they are sent
  await inngest.send({ name: "reader/left", data: payload }); // expect: webhook-without-event-id
  await inngest.send(payload.data.map((each: { id: string }) => ({ name: "reader/left", data: each, id: `resend-${each.id}` }))); // fine: an id each
  return events.length;
});
