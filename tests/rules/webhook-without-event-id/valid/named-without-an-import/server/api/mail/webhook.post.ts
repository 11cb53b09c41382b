import { bus } from "mail-bus";

export default defineEventHandler(async (event) => {
  await bus.send({ name: "mail/bounced", data: await readBody(event) });
  return { received: true };
});
