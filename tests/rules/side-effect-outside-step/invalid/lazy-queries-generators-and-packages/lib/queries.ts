import { db } from "./db";
export async function updateThing(id) {
  return db.update(things).set({ done: true }).where(eq(things.id, id)).returning();
}
export function getThings() {
  return db.select().from(things);
}
export const getDb = () => globalThis.db;
export async function* pages() {
  for (let page = 0; page < 3; page++) {
    yield await fetch(`https://example.com/${page}`);
  }
}
