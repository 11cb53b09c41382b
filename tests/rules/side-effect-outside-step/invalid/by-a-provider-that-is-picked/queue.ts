import * as kafka from "./kafka";
import * as nats from "./nats";

const providers = { kafka, nats };
function provider() {
  const found = providers[process.env.QUEUE];
  if (!found) throw new Error("none");
  return found;
}
export async function tell(id: string) {
  return provider().publish("told", { id });
}
