import { inngest } from "@acme/inngest";
import { connect } from "inngest/connect";
const b = inngest.createFunction({ id: "b" }, { event: "x/y" }, async () => {});
connect({ apps: [{ client: inngest, functions: [b] }] });
