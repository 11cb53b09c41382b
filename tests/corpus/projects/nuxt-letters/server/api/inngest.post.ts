import { serve } from "inngest/nuxt";
import { inngest } from "~/server/utils/inngest";
import { letterFunctions } from "~/server/functions";

export default defineEventHandler(serve({ client: inngest, functions: letterFunctions })); // expect: missing-route-method
