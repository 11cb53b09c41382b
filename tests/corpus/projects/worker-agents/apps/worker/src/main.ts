import { connect } from "inngest/connect";
import { inngest } from "./inngest";
import { summarize, transcribe } from "./agents";

await connect({ apps: [{ client: inngest, functions: [summarize, transcribe] }], maxWorkerConcurrency: 5 }); // fine: a worker
