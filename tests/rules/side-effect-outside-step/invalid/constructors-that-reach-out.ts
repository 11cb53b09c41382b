import { mkdirSync } from "node:fs";
import { inngest } from "./client";

class Store {
  constructor(private folder: string) {
    mkdirSync(folder, { recursive: true });
  }
}

export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  const store = new Store(event.data.folder); // error
  await step.run("keep", () => store.keep());
});
