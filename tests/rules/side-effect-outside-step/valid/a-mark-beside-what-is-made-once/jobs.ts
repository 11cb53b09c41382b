import { inngest } from "./client";
import { getCrm, sendRest } from "./crm";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
  const crm = getCrm();
  await step.run("load", () => load(crm));
  sendRest();
});
