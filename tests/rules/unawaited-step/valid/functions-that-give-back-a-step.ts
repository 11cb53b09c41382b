import { inngest } from "./client";
function tell(step, id) {
  return step.run(`tell-${id}`, () => mail.send(id));
}
const tellAll = (step, ids) => {
  return Promise.all(ids.map((id) => step.run(`tell-${id}`, () => mail.send(id))));
};
function note(step, id) {
  const later = { id, run: () => step.run(id, load) };
  return later;
}
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async (ctx) => {
  const { event, step } = ctx;
  await tell(step, "a");
  for (const id of event.data.ids) await tell(step, id);
  await Promise.all(event.data.ids.map((id) => tell(step, id)));
  const jobs = [];
  event.data.ids.forEach((id) => jobs.push(tell(step, id)));
  await Promise.all(jobs);
  const save = (id) => step.run(`save-${id}`, () => db.save(id));
  await Promise.all(event.data.ids.map(save));
  event.data.ids.map(save).forEach((job) => jobs.push(job));
  const saved = event.data.ids.map(save);
  await Promise.all(saved);
  const kept = tell(step, "b");
  await tellAll(step, ["c"]);
  event.data.ids.forEach(count);
  note(step, "d");
  await kept;
  return tell(step, "e");
});
