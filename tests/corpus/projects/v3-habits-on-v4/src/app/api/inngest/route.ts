import { serve } from "inngest/next";
import { inngest } from "../../../client";
import { fresh, indexNote, tidy } from "../../../notes";

export const { GET, POST } = serve({ client: inngest, functions: [indexNote, tidy, fresh] }); // expect: missing-route-method
