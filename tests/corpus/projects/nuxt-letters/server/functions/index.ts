import { inngest } from "~/server/utils/inngest";
import { Letter, Reader, countHit, hitsOf, keyOf, redis, withLock } from "~/server/utils/store";

const subscribed = inngest.createFunction(
  { id: "greet-reader", retries: 3, debounce: { period: "30s", key: "event.data.email" } }, // fine: half a minute
  { event: "reader/subscribed" },
  async ({ event, step, logger }) => {
    const key = keyOf("reader", event.data.email); // fine: computes only
    await countHit(key); // expect: side-effect-outside-step
    const hits = hitsOf(key); // expect: side-effect-outside-step
    const known = await redis.get(key); // expect: side-effect-outside-step
    const reader = await Reader.findOne({ email: event.data.email }).lean(); // expect: side-effect-outside-step
    await withLock(key, () => step.run("greet", () => Letter.create({ title: `hi ${hits}` }))); // fine: told in the function that takes the lock
    await step.run("greet-locked", () => withLock(key, async () => Letter.create({ title: "hi" }))); // fine: in a step
    const pipeline = redis.pipeline(); // fine: only built here
    pipeline.incr(key); // fine: only added here
    await pipeline.exec(); // expect: side-effect-outside-step
    logger.info(`known ${known} ${reader?.email}`); // fine: a log line
    await step.sleep("a-day", "1 day"); // fine: one number and one word
    const opened = await step.waitForEvent("opened", { event: "letter/opened", match: "data.email", timeout: "1w" }); // fine: tested by `in`
    if (opened && "link" in opened.data) await step.run("open", () => Reader.updateOne({ email: event.data.email }, { opens: 1 }));
  },
);

const left = inngest.createFunction(
  { id: "say-goodbye", retries: 3, cancelOn: [{ event: "reader/subscribed", if: "async.data.email == event.data.email" }] }, // fine: tied
  { event: "reader/left" },
  async ({ event, step }) => {
    await step.run("mark", async () => {
      Reader.updateOne({ email: event.data.email }, { opens: 0 }); // expect: swallowed-step-error
    });
    await step.run("log", async () => {
      try {
        await Letter.create({ title: "bye" });
      } catch (error) {
        console.error(error);
        throw new Error("could not log", { cause: error }); // fine: thrown as another error
      }
    });
    await step.run("quiet", async () => {
      await Letter.create({ title: "bye" }).catch((error) => { // expect: swallowed-step-error
        console.warn(error.message);
      });
    });
    await step.run("not-there", async () => {
      try {
        return await Letter.findOne({ title: "bye" }).orFail();
      } catch (error) { // fine: throws all but one
        if (error instanceof Error && error.name === "DocumentNotFoundError") return null;
        throw error;
      }
    });
    const counts: number[] = [];
    const totals = { n: 0 };
    const byName = new Map<string, number>();
    await step.run("count", async () => {
      counts[0] = await Letter.countDocuments(); // fine: only the step reads it
      totals.n = counts[0]; // expect: mutation-in-step
      byName.set("a", 1); // expect: mutation-in-step
      Object.assign(totals, { m: 1 }); // expect: mutation-in-step
    });
    const [first, second] = await Promise.all([step.run("a", () => Letter.countDocuments()), step.run("b", () => Reader.countDocuments())]); // fine: collected
    await step.run(`store-${Math.random()}`, () => Letter.create({ title: `${first} ${second}` })); // expect: nondeterministic-step-id
    return { totals, size: byName.size };
  },
);

export const letterFunctions = [subscribed, left];
