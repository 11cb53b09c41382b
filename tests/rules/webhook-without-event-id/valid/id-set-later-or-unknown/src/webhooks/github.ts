import { bus } from "../bus";
import { toEvent, pushed } from "./convert";
export async function POST(req) {
  const body = await req.json();
  await bus.send(toEvent(body));
  await bus.send(pushed.create(body, { id: `gh-${body.id}` }));
  await bus.send({ ...toEvent(body), name: "x/y" });
  await bus.send(body);
  const event = { name: "a/b", data: {} };
  event.id = body.id;
  await bus.send(event);
  await other.send({ name: "a/b" });
}
