import { pgTable, text, integer } from "drizzle-orm/pg-core";

export const recipes = pgTable("recipes", { id: text().primaryKey(), title: text(), views: integer() });
export const members = pgTable("members", { id: text().primaryKey(), email: text() });
