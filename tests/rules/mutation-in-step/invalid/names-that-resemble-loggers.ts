import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
  const blogPosts = [];
  const logoUrls = [];
  const catalog = {};
  const stats = { sent: 0 };
  const logs = [];
  const loginIds = new Set();
  let lifespan = 0;
  let trace;
  const dialogTurns = await step.run("turns", load);
  await step.run("b", async () => {
    blogPosts.push("a"); // error
    logoUrls.push("a"); // error
    catalog.a = 1; // error
    stats.sent++; // error
    logs.push("a"); // error
    loginIds.add("a"); // error
    lifespan = 3; // error
    trace = "a"; // error
    dialogTurns.push("a"); // error
  });
  await step.run("c", () => save(stats, trace));
  return { blogPosts, logoUrls, catalog, logs, loginIds, lifespan, dialogTurns };
});
