import { Client } from "./client-of-the-shop";

let client: Client | null = null;
let lastUsed = 0;
let held: Client | null = null;

export function db(name: string) {
  if (!client) {
    client = new Client();
  }
  lastUsed = performance.now();
  held = client.for(name);
  return lastUsed;
}

export function last() {
  return [lastUsed, held];
}
