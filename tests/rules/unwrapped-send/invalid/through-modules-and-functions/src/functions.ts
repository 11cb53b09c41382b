import { app } from "./app.js";
import { announce, bus as b } from "./bus.js";
export const a = app.inngest.createFunction({ id: "a" }, { event: "x/y" }, async () => {
  await announce("a/b"); // error
  const p = b.send({ name: "c/d" }); // error
  await Promise.all([1, 2].map((i) => app.inngest.send({ name: "e/f" }))); // error
  await p;
});
