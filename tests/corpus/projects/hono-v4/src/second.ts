import { Inngest } from "inngest";

export const events = new Inngest({ id: "media" }); // expect: second-client
