import { Inngest } from "inngest";
const inngest = new Inngest({ id: "shop" });
