import { inngest } from "./client";
function tell(step, id) {
  return step.run(`tell-${id}`, () => mail.send(id));
}
const again = (step, id) => tell(step, id);
async function tellAsync(step, id) {
  await step.run(`tell-${id}`, () => mail.send(id));
}
async function both(step, id) {
  await tellAsync(step, id);
}
const tellAll = (step, ids) => {
  return Promise.all(ids.map((id) => step.run(`tell-${id}`, () => mail.send(id))));
};
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async (ctx) => {
  const { event, step } = ctx;
  tell(step, "a"); // error
  for (const id of event.data.ids) tell(step, id); // error
  event.data.ids.map((id) => tell(step, id)); // error
  event.data.ids.forEach((id) => tell(step, id)); // error
  event.data.ids.forEach(async (id) => {
    await tell(step, id); // error
  });
  event.data.ids.forEach(async (id) => {
    await tellAsync(step, id); // error
  });
  const save = (id) => step.run(`save-${id}`, () => db.save(id));
  const saveAsync = async (id) => {
    await step.run(`save-${id}`, () => db.save(id));
  };
  save("b"); // error
  event.data.ids.forEach(save); // error
  event.data.ids.map(saveAsync); // error
  again(step, "c"); // error
  both(step, "d"); // error
  tellAll(step, ["e"]); // error
  const unused = tell(step, "f"); // error
});
