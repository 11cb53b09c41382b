import { Inngest } from "inngest";
// INNGEST_DEV is read from the environment.
export const inngest = new Inngest({ id: "shop" }); // error
