import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async (ctx) => {
  const { event, step } = ctx;
  const users = await step.run("load", () => load());
  for (const user of users.slice(0, 3)) {
    await step.run(`send-${user.id}`, () => send(user));
  }
  for (let i = 0; i < users.length; i += 100) {
    await step.run(`batch-${i}`, () => sendAll(users.slice(i, i + 100)));
  }
  for (let i = 0; i < 3; i++) {
    await step.run(`poll-${i}`, () => poll(users));
  }
  const regions = ["eu", "us"].filter((region) => users.includes(region));
  for (const region of regions) {
    await step.run(`sync-${region}`, () => sync(region));
  }
  for (const mail of users.filter((u) => u.active)) {
    await step.run(`mail-${mail.id}`, () => send(mail));
    await step.sleep(`pause-${mail.id}`, "1d");
  }
  const pages = chunk(users, 100);
  for (const page of pages) {
    await step.run(`page-${page.number}`, () => sendAll(page));
  }
  const profile = await step.run("profile", () => profileOf(event.data.id));
  const platforms = profile.platforms.filter(Boolean);
  for (const platform of platforms) {
    await step.run(`post-${platform}`, () => post(platform));
  }
  const kinds = ["new", "old"];
  for (let i = 0; i < users.length; i++) {
    await step.run(`kind-${kinds[i]}`, () => work(kinds[i], users[i]));
  }
  for (const platform of profile.platforms) {
    await step.ai.wrap(`text-${platform}`, generateText, { prompt: platform });
  }
  let ids = event.data.ids;
  ids = ids.filter(Boolean);
  for (const id of ids) {
    await step.run(`check-${id}`, () => check(id));
  }
  for (const user of users) {
    await step.sendEvent(`tell-${user.id}`, { name: "user/told", data: user });
  }
});
