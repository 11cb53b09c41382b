import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
  const users = await step.run("users", () => load());
  const counts = [];
  for (const user of users) {
    const projects = await step.run(`projects-${user.id}`, () => projectsOf(user)); // error
    for (const project of projects) {
      await step.run(`digest-${project.id}`, () => digest(project));
    }
    counts.push(projects.length);
  }
  for (const user of users) {
    const rows = await step.run(`rows-${user.id}`, async () => { // error
      await inngest.send({ name: "user/seen", data: { id: user.id } });
      return await mark(user);
    });
    counts.push(rows);
  }
  return { counts };
});
