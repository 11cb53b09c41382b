import { db } from "./db";
export const runs = { create: (id: string) => db.runs.insert({ id }) };
