import { Inngest } from "inngest";
export const inngest = new Inngest(options);
