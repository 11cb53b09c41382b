import Fastify from "fastify";
import { inngest } from "./client";
export function build(options) {
  const app = Fastify(options);
  app.decorate("inngest", inngest);
  return app;
}
