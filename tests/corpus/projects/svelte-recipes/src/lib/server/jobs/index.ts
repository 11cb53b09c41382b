export { illustrate } from "./illustrate";
export { importRecipe, countViews } from "./recipes";
export * from "./members";
