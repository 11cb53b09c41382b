import { Inngest } from "inngest";
import { realtimeMiddleware } from "@inngest/realtime";
import { trace } from "@opentelemetry/api";

function make() {
  if (process.env.TEST) return new Inngest({ id: "traps", eventKey: "test" }); // fine: the branches of one module
  return new Inngest({ id: "traps", middleware: [realtimeMiddleware()] }); // fine: the branches of one module
}
export const inngest = make();
export const tracer = trace.getTracer("traps");
export const errors = {
  async try<T>(promise: Promise<T>) {
    try {
      return { data: await promise };
    } catch (error) {
      return { error };
    }
  },
};
export const started = Date.now(); // fine: once per process
