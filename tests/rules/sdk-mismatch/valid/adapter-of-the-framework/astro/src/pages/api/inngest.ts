import { serve } from "inngest/astro";
import { bus } from "../../../../lib";

export const { GET, POST, PUT } = serve({ client: bus, functions: [] });
