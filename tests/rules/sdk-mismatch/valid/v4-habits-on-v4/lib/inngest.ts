import { Inngest, Middleware, eventType, referenceFunction } from "inngest";
export const inngest = new Inngest({ id: "shop", signingKey: process.env.KEY });
