import { inngest as app } from "./client";
async function helper(s) {
  await s.run("in-helper", load);
}
export const a = app.createFunction({ id: "a" }, { event: "x/y" }, async (ctx) => {
  const { run, sleep } = ctx.step;
  const later = [run("x", load), run("y", load)];
  const [x, y] = await Promise.all(later);
  const promises = [];
  for (const id of ids) {
    promises.push(run(id, load));
  }
  await Promise.all(promises);
  const one = run("one", load);
  const jobs = ids.map(async (id) => {
    await run(id, load);
  });
  await Promise.all(jobs);
  await one;
  const picked = x ? await run("a", load) : await run("b", load);
  await helper(ctx.step);
  await run("sum", load).then((n) => run("double", () => n * 2));
  const result = await errors.try(run("z", load));
  x && (await sleep("s", "1s"));
  const go = () => run("go", load);
  await go();
  return run("last", load);
});
