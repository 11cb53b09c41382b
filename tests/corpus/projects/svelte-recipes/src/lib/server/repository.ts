import { eq } from "drizzle-orm";
import { db, recipes } from "./db";

export const recipeById = (id: string) => db.select().from(recipes).where(eq(recipes.id, id)).limit(1);
export const recipeQuery = (id: string) => db.query.recipes.findFirst({ where: eq(recipes.id, id) });

export const withViews = <T extends { views: number }>(recipe: T, more: number) => ({ ...recipe, views: recipe.views + more });
