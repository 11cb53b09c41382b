import { Inngest } from "inngest";
export const localClient = new Inngest({ id: "shop", isDev: true });
export function createDevClient() {
  const options = { id: "shop", isDev: true };
  return new Inngest(options);
}
