import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { recipes, members } from "./schema";

export const db = drizzle(postgres(process.env.DATABASE_URL!));
export { recipes, members };
