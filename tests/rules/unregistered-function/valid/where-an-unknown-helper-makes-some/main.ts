import { serve } from "inngest/express";
import { makeElsewhere } from "some-package";
import { inngest } from "./client";

const listed = inngest.createFunction({ id: "listed" }, { event: "x/y" }, async () => {});
export const perhaps = inngest.createFunction({ id: "perhaps" }, { event: "x/y" }, async () => {});
app.use(serve({ client: inngest, functions: [listed, ...["a"].map((kind) => makeElsewhere(kind))] }));
