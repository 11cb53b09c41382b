import { createServer } from "node:http";
import { serve } from "inngest/node";
import { serve as serveStatic } from "static-server";
import { inngest } from "./client";
import { child, optional } from "./functions";

serveStatic("./public"); // fine: another library's serve
createServer(serve({ client: inngest, functions: [child, ...optional] })).listen(3000); // fine: node needs no exports
export async function give(id: string) {
  await inngest.send({ name: "answer/given", data: { id } }); // fine: a wait receives it
  await inngest.send({ name: "thing/cancelled", data: { id } }); // fine: cancelOn receives it
  await inngest.send({ name: "thing/made", data: { id } });
}
