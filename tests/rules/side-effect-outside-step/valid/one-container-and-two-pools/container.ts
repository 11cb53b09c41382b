import { makeStore } from "./db";
import { Expire, Settle } from "./cases";
let made: Container | null = null;
export function buildContainer(): Container {
  if (made) return made;
  const store = makeStore(process.env.DATABASE_URL);
  made = { store, expire: new Expire(store), settle: new Settle(store) };
  return made;
}
export function resetContainer(): void {
  made = null;
}
