import { Inngest } from "inngest";

let client: Inngest | undefined;

export function getInngest() {
  client ??= new Inngest({ id: "shop" });
  return client;
}
