import { Client } from "@upstash/qstash"; // error
import { serve } from "@upstash/workflow/nextjs";
import { inngest } from "./client";
const queue = new Client({ token: process.env.TOKEN });
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async () => {});
