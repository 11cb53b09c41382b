import { Inngest } from "inngest";
const inngest = new Inngest({ id: "shop", isDev: true });
await inngest.send({ name: "mail/send" });
