import { step } from "inngest";
import { serve } from "inngest/next";
import { inngest } from "./client";
import { grade } from "./later";
export const { GET, POST, PUT } = serve({ client: inngest, functions: [grade] });
export const HEAD = inngest.endpoint(async () => step.run("a", () => new Response("ok")));
