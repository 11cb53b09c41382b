import { serve } from "inngest/express";
import { bus } from "./bus";
import { two, three, four, five } from "./jobs";
import { functions, register } from "./registry";
[two].map(register);
[three].forEach(register);
[four].forEach((fn) => register(fn));
for (const fn of [five]) {
  register(fn);
}
export default serve({ client: bus, functions: functions() });
