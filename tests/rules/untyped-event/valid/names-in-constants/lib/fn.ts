import { Inngest } from "inngest";
import { kept, late, lost, paid } from "./events";
import { NAMES } from "./names";
const bus = new Inngest({ id: "app" });
export const a = bus.createFunction(
  { id: "a", triggers: [paid, late, kept, { event: NAMES.lost }] },
  async () => {},
);
export const pay = () => bus.send(paid.create({}));
