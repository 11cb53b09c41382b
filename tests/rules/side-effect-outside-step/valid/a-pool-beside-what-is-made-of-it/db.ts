import { drizzle } from "drizzle-orm/node-postgres";
import { Pool } from "pg";

let pool: Pool | null = null;
let database: ReturnType<typeof drizzle> | null = null;

export function db() {
  if (!database) {
    const url = process.env.DATABASE_URL;
    if (!url) throw new Error("no DATABASE_URL");
    pool = new Pool({ connectionString: url });
    database = drizzle(pool);
  }
  return database;
}

let cache: Pool | null = null;
let reader: ReturnType<typeof drizzle> | null = null;

export function readOnly() {
  if (reader) return reader;
  cache = new Pool({ connectionString: process.env.READ_URL });
  reader = drizzle(cache);
  return reader;
}
