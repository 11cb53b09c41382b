import { inngest } from "../../inngest";
export default async function handler(req, res) {
  await inngest.send({ name: "poll/started", data: req.body, ts: Date.now(), idempotencyKey: req.body.id }); // expect: ignored-event-field
  await inngest.send({ name: "poll/ended", data: req.body, id: `poll-${Math.random()}` }); // expect: nondeterministic-event-id
  res.status(200).end();
}
