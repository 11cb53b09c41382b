import * as store from "./store";

export async function runFlow(step, data) {
  const row = await step.run("load", () => store.load(data));
  await store.mark(row); // error
  await tell(row); // error
}

async function tell(row) {
  await store.tell(row);
}
