import { Inngest } from "inngest";

export const inngest = new Inngest({ id: "gallery", isDev: import.meta.env.DEV }); // fine: only where it is built for development
