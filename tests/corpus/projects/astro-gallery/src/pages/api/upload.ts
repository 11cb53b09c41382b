import type { APIRoute } from "astro";
import { inngest, PhotoEvents } from "../../inngest";

export const POST: APIRoute = async ({ request, locals }) => {
  const { key } = await request.json();
  await inngest.send({ name: PhotoEvents.uploaded, data: { key } }); // fine: a constant that a function has
  await inngest.send({ name: PhotoEvents.deleted, data: { key } }); // expect: unreceived-event
  await inngest.send({ name: "inngest/photo.viewed", data: { key } }); // expect: reserved-event-name
  await inngest.send({ name: PhotoEvents.tagged, data: { key, password: locals.form.password } }); // expect: secret-in-state
  await inngest.send({ name: PhotoEvents.tagged, data: { key, passwordLength: locals.form.password.length } }); // fine: says only how long it is
  return new Response(null, { status: 202 });
};
