import { serve } from "inngest/sveltekit";
import { inngest } from "$lib/server/inngest";
import * as jobs from "$lib/server/jobs";

const handler = serve({ client: inngest, functions: Object.values(jobs) }); // expect: missing-route-method

export const GET = handler.GET;
export const POST = handler.POST;
