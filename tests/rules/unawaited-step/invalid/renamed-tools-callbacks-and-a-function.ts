import { inngest as app } from "./client";
async function helper(s) {
  await s.run("in-helper", load);
}
export const a = app.createFunction({ id: "a" }, { event: "x/y" }, async (ctx) => {
  const { run, sleep } = ctx.step;
  run("lost", load); // error
  sleep("nap", "1d"); // error
  const unused = run("unused", load); // error
  run("chained", load).then((x) => x + 1); // error
  Promise.all([run("in-all", load)]); // error
  ids.forEach((id) => run(id, load)); // error
  ids.map(async (id) => {
    await run(id, load); // error
  });
  helper(ctx.step); // error
});
