const crypto = require("crypto");
const { setTimeout: wait } = require("timers/promises");
const { inngest } = require("./inngest");
const { Post, User } = require("./models");
const redis = require("./redis");
const queue = require("./queue");

const welcome = inngest.createFunction({ id: "welcome-user", retries: 3 }, { event: "user/joined" }, async ({ event, step }) => {
  const user = await User.findById(event.data.userId); // expect: side-effect-outside-step
  await redis.set(`seen:${user.id}`, "1"); // expect: side-effect-outside-step
  await queue.add({ to: user.email }); // expect: side-effect-outside-step
  await wait(2000); // expect: timer-in-handler
  const hash = crypto.createHash("sha256").update(event.data.userId).digest("hex"); // fine: computes only
  const nonce = crypto.randomBytes(16).toString("hex"); // expect: nondeterministic-call
  const key = crypto.randomUUID(); // expect: nondeterministic-call
  await step.run("store", () => User.updateOne({ _id: event.data.userId }, { hash, nonce, key })); // fine: in a step
});

const rankPosts = inngest.createFunction({ id: "rank-posts", retries: 3 }, { cron: "*/10 * * * *" }, async ({ step, event }) => {
  const posts = await step.run("load-posts", () => Post.find({}).lean()); // fine: in a step
  const titles = posts.map((post) => post.title.trim()); // fine: computes only
  await Post.updateMany({ title: { $in: titles } }, { $inc: { likes: 1 } }); // expect: side-effect-outside-step
  for await (const post of Post.find().cursor()) { // expect: side-effect-outside-step
    titles.push(post.title);
  }
  const post = new Post({ title: event.data.title }); // expect: cron-event-data
  await post.save(); // expect: side-effect-outside-step
  step.sendEvent("ranked", { name: "post/ranked", data: { titles } }); // expect: unawaited-step
});

const onRanked = inngest.createFunction({ id: "tell-ranked", retries: 3 }, { event: "post/ranked" }, async ({ event, step: { run, sleep } }) => {
  await sleep("settle", "10m"); // fine: ten minutes
  for (const title of event.data.titles) await run(`tell-${title}`, () => User.find({ title })); // fine: from the event
  sleep("again", "10m"); // expect: unawaited-step
  return run("done", () => redis.del("ranking")); // fine: returned
});

const cleanUp = inngest.createFunction({ id: "clean-up-posts", retries: 3 }, { event: "post/removed" }, async ({ event, step }) => {
  await Promise.all(event.data.ids.map(async (id) => {
    await step.run(`remove-${id}`, () => Post.deleteOne({ _id: id })); // fine: collected
  }));
  await step.run("outer", async () => {
    const count = await Post.countDocuments();
    await step.sleep("pause", "1m"); // expect: nested-step
    return count;
  });
  await inngest.send({ name: "user/joined", data: { userId: "1" } }); // expect: unwrapped-send
});

module.exports = { functions: [welcome, rankPosts, onRanked, cleanUp] };
