import * as errors from "some-errors";
import { to, tryCatch } from "some-result";
import { store } from "some-store";
import { inngest } from "./client";
async function load(id: string) {
  return fetch(`https://shop.example.com/${id}`);
}
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  const loaded = await errors.try(load(event.data.id)); // error
  const [error, again] = await to(
    load(event.data.id), // error
  );
  const kept = await tryCatch(store.read(event.data.id)); // error
  await store.save(load(event.data.id)); // error
  const part = await errors.try(import("./part"));
  await step.run("use", () => use(loaded, error, again, kept, part));
});
