import { inngest } from "~/server/utils/inngest";

export default defineEventHandler(async (event) => {
  const body = await readBody(event);
  await inngest.send({ name: "reader/subscribed", data: body }); // fine: awaited
  event.waitUntil(inngest.send({ name: "reader/subscribed", data: body })); // fine: kept alive
  await Promise.all([inngest.send({ name: "reader/subscribed", data: body })]); // fine: collected
  setTimeout(() => inngest.send({ name: "reader/left", data: body }), 0); // expect: unawaited-send
  const sent = inngest.send({ name: "reader/subscribed", data: body, id: `sub-${new Date().toISOString()}` }); // expect: nondeterministic-event-id
  await sent;
  return { ok: true };
});
