import { inngest } from "../lib/inngest";
import { db } from "../lib/services";
import { cached, format, jitter, line, tomorrow } from "../lib/text";

export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  console.log(line("begun"));
  const text = cached("a");
  const total = format(event.data.total);
  await step.sleepUntil("tomorrow", tomorrow());
  await step.sleep("a little", jitter());
  const code = await step.run("code", () => jitter());
  await step.run("save", () => db.save(text, total, code));
  return { at: line("done") };
});
