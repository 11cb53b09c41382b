import { serve } from "inngest/sveltekit";
import { inngest } from "$lib/inngest";
export const { GET, POST } = serve({ client: inngest, functions: [] }); // error
