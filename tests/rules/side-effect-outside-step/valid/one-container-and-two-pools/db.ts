import { connect, wrap } from "db";
const pools = new Map<string, Pool>();
const stores = new Map<string, Store>();
export function makeStore(url: string) {
  const known = stores.get(url);
  if (known) return known;
  const pool = connect(url);
  const store = wrap(pool);
  pools.set(url, pool);
  stores.set(url, store);
  return store;
}
export async function closeAll() {
  await Promise.all([...pools.values()].map((pool) => pool.end()));
  pools.clear();
  stores.clear();
}
