import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  const result: Result = { id: event.data.id };
  const saving = step.run("save", () => save(result));
  result.finishedAt = new Date().toISOString(); // error
  await saving;
  return result;
});
export const b = inngest.createFunction({ id: "b" }, { event: "x/y" }, async ({ event, step }) => {
  const result: Result = { id: event.data.id };
  for (const part of event.data.parts) {
    await step.run(`save-${part}`, () => save(part, result));
    result.finishedAt = new Date().toISOString(); // error
  }
  return result;
});
export const c = inngest.createFunction({ id: "c" }, { event: "x/y" }, async ({ event, step }) => {
  const result: Result = { id: event.data.id };
  const all = [result];
  result.finishedAt = new Date().toISOString(); // error
  await step.run("save", () => save(all));
});
export const d = inngest.createFunction({ id: "d" }, { event: "x/y" }, async ({ event, step }) => {
  const result: Result = { id: event.data.id };
  const keep = () => save(result);
  result.finishedAt = new Date().toISOString(); // error
  await step.run("save", keep);
});
export const e = inngest.createFunction({ id: "e" }, { event: "x/y" }, async ({ event, step }) => {
  const result: Result = { id: event.data.id, times: [] };
  const times = result.times;
  result.times.push(Date.now()); // error
  await step.run("save", () => save(times));
});
