import { group as together } from "inngest";
import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, {}, async ({ event, step, group }) => {
  group.parallel(() => Promise.all([step.run("one", one), step.run("two", two)])); // error
  void group.parallel(() => Promise.all([step.run("one", one)])); // error
  void step.run("four", four); // error
  const later = group.parallel({ mode: "race" }, () => Promise.all([step.run("a", one)])); // error
  event.data.ids.forEach(async (id) => {
    await group.parallel(() => Promise.all([step.run(`a-${id}`, one)])); // error
  });
  // prettier-ignore
  together.parallel(async () => { // error
    await step.run("three", three);
  });
  const { result } = await group.experiment("which", {
    variants: { b: () => step.run("b", one) },
    select,
  });
  return result;
});
