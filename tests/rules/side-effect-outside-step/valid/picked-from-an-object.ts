import { inngest } from "./client";
import { db, mail } from "./services";

async function save(data) {
  await db.users.create({ data });
}
async function tell(step) {
  await step.run("tell", () => mail.send(1));
}
function double(data) {
  return data.n * 2;
}
const HANDLERS = { double };
const TELL = { tell };

export const one = inngest.createFunction(
  { id: "one", triggers: [{ event: "x/y" }] },
  async ({ event, step }) => {
    await HANDLERS[event.data.kind](event.data);
    await TELL[event.data.kind](step);
    await step.run("save", () => HANDLERS[event.data.kind](event.data));
  },
);
