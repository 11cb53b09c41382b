import { inngest } from "./client";
import { getStore } from "./store";

export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  await step.run("match", async () => {
    const store = getStore();
    const { data, error } = await store.from("matches").insert({ a: event.data.a }).select().single();
    if (error) { // error
      // a duplicate, already there
      if (error.code === "23505") return null;
      console.error("not matched", error);
      return null;
    }
    return data;
  });
  await step.run("file", async () => {
    try {
      await api.file(event.data.id);
    } catch (error) { // error
      // it already exists
      if (error.code === "EEXIST") return;
      console.error("not filed", error);
    }
  });
});
