import { serve } from "inngest/remix"; // error
import { bus } from "../../../../lib";

export const { GET, POST, PUT } = serve({ client: bus, functions: [] });
