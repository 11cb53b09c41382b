import type { GetStepTools } from "inngest";
import { finish } from "./orders";
import { sink } from "./tracing";

export async function flow(step: GetStepTools<any>, data: { id: string }) {
  const begun = new Date();
  const row = await step.run("load", () => load(data.id));
  sink().emitSpan({ name: "load", begun, ended: new Date() });
  await finish(row); // is reported as a whole: a step holds what it does
}
