import invariant from "tiny-invariant";
import assert from "node:assert";
import { NonRetriableError } from "inngest";
import { inngest } from "./inngest";
import { assertAnswered, isAnswered, required } from "./guards";
import { record } from "./record";

const signed = { event: "request/signed", timeout: "7d", if: "async.data.requestId == event.data.requestId" } as const;
const trigger = [{ event: "request/opened" }];

const guarded = () => inngest.createFunction({ id: "guarded", retries: 3, triggers: trigger }, async ({ step }) => {
  const early = await step.waitForEvent("early", signed); // fine: an early return
  if (early === null) return { status: "expired" };
  await step.run("early-used", () => record(early.data.by));

  const thrown = await step.waitForEvent("thrown", signed); // fine: a throw
  if (thrown == null) { throw new NonRetriableError("expired"); }
  await step.run("thrown-used", () => record(thrown.data.by));

  const ternary = await step.waitForEvent("ternary", signed); // fine: a ternary
  const by = ternary === null ? "nobody" : ternary.data.by;

  const chained = await step.waitForEvent("chained", signed); // fine: optional chaining
  await step.run("chained-used", () => record(chained?.data?.by ?? by));

  const anded = await step.waitForEvent("anded", signed); // fine: behind `&&`
  const yes = anded && anded.data.ok;

  const ored = await step.waitForEvent("ored", signed); // fine: behind `||`
  const no = !ored || ored.data.by === "nobody";

  const asserted = await step.waitForEvent("asserted", signed); // fine: the helper asserts
  assertAnswered(asserted, "the signature");
  await step.run("asserted-used", () => record(asserted.data.by));

  const unwrapped = required(await step.waitForEvent("unwrapped", signed)); // fine: the helper throws
  await step.run("unwrapped-used", () => record(unwrapped.data.by));

  const invariable = await step.waitForEvent("invariable", signed); // fine: an invariant
  invariant(invariable, "no signature");
  await step.run("invariable-used", () => record(invariable.data.by));

  const nodely = await step.waitForEvent("nodely", signed); // fine: asserted
  assert(nodely);
  await step.run("nodely-used", () => record(nodely.data.by));

  const typed = await step.waitForEvent("typed", signed); // fine: a type guard
  if (isAnswered(typed)) await step.run("typed-used", () => record(typed.data.by));

  const switched = await step.waitForEvent("switched", signed); // fine: a switch on it
  switch (switched) {
    case null: return { status: "expired" };
    default: await step.run("switched-used", () => record("x"));
  }

  const flagged = await step.waitForEvent("flagged", signed); // fine: a flag made of it
  const expired = !flagged;
  if (expired) return { status: "expired" };
  await step.run("flagged-used", () => record(flagged.data.by));

  const awaited = (await step.waitForEvent("awaited", signed)) ?? { data: { by: "nobody" } }; // fine: a default
  await step.run("awaited-used", () => record(awaited.data.by));

  const { data = { by: "nobody" } } = (await step.waitForEvent("destructured", signed)) ?? {}; // fine: a default
  await step.run("destructured-used", () => record(data.by));

  const listed = await step.waitForEvent("listed", signed); // fine: typeof
  if (typeof listed === "object" && listed) await step.run("listed-used", () => record(listed.data.by));

  const boolean = await step.waitForEvent("boolean", signed); // fine: Boolean()
  if (!Boolean(boolean)) return {};
  await step.run("boolean-used", () => record(boolean.data.by));

  const looped = [];
  for (const round of [1, 2, 3]) {
    const reply = await step.waitForEvent(`round-${round}`, signed); // fine: skipped
    if (!reply) continue;
    looped.push(reply.data.by);
  }
  return { yes, no, looped };
});

const blind = () => inngest.createFunction({ id: "blind", retries: 3, triggers: trigger }, async ({ event, step, logger }) => {
  const plain = await step.waitForEvent("plain", signed); // expect: unguarded-wait
  await step.run("plain-used", () => record(plain.data.by));

  const banged = await step.waitForEvent("banged", signed); // expect: unguarded-wait
  await step.run("banged-used", () => record(banged!.data.by));

  const cast = (await step.waitForEvent("cast", signed)) as { data: { by: string } }; // expect: unguarded-wait
  await step.run("cast-used", () => record(cast.data.by));

  const { data } = await step.waitForEvent("pulled", signed); // expect: unguarded-wait
  await step.run("pulled-used", () => record(data.by));

  const by = (await step.waitForEvent("direct", signed)).data.by; // expect: unguarded-wait
  logger.info(by);

  const late = await step.waitForEvent("late", signed); // expect: unguarded-wait
  await step.run("late-used", () => record(late.data.by));
  if (!late) return;

  const logged = await step.waitForEvent("logged", signed); // expect: unguarded-wait
  logger.info({ logged }, "got it");
  await step.run("logged-used", () => record(logged.data.by));

  const [one, two] = await Promise.all([step.waitForEvent("one", signed), step.waitForEvent("two", signed)]); // expect: unguarded-wait
  if (!one) return;
  await step.run("both-used", () => record(one.data.by + two.data.by));

  const aliased = await step.waitForEvent("aliased", signed); // expect: unguarded-wait
  const answer = aliased;
  await step.run("aliased-used", () => record(answer.data.by));

  let assigned;
  assigned = await step.waitForEvent("assigned", signed); // expect: unguarded-wait
  await step.run("assigned-used", () => record(assigned.data.by));

  await step.waitForEvent("chained", signed).then((reply) => record(reply.data.by)); // expect: unguarded-wait, side-effect-outside-step

  const warned = await step.waitForEvent("warned", signed); // expect: unguarded-wait
  if (!warned) logger.warn("nobody signed");
  await step.run("warned-used", () => record(warned.data.by));
  return event.data.requestId;
});

const tied = () => inngest.createFunction({ id: "tied", retries: 3, triggers: trigger }, async ({ event, step, runId }) => {
  const id = event.data.requestId;
  await step.waitForEvent("by-match", { event: "request/signed", timeout: "1d", match: "data.requestId" }); // fine: a match
  await step.waitForEvent("by-template", { event: "request/signed", timeout: "1d", if: `async.data.requestId == "${id}"` }); // fine: pasted
  await step.waitForEvent("by-run", { event: "request/signed", timeout: "1d", if: `async.data.runId == '${runId}'` }); // fine: by run
  await step.waitForEvent("by-both", { event: "request/signed", timeout: "1d", if: "event.data.requestId == async.data.requestId && async.data.ok == true" }); // fine: one half ties
  await step.waitForEvent("by-nothing", { event: "request/signed", timeout: "1d" }); // expect: uncorrelated-wait
  await step.waitForEvent("by-short-match", { event: "request/signed", timeout: "1d", match: "requestId" }); // expect: uncorrelated-wait
  await step.waitForEvent("by-true", { event: "request/signed", timeout: "1d", if: "true" }); // fine: said on purpose
  await step.waitForEvent("by-field", { event: "request/signed", timeout: "1d", if: "event.data.requestId != null" }); // expect: uncorrelated-wait
  await step.waitForEvent("by-strict", { event: "request/signed", timeout: "1d", if: "event.data.requestId === async.data.requestId" }); // expect: uncorrelated-wait
  await step.waitForEvent("by-words", { event: "request/signed", timeout: "1d", if: "async.data.requestId == event.data.requestId and async.data.ok" }); // expect: uncorrelated-wait
  await step.waitForEvent("by-plain-template", { event: "request/signed", timeout: "1d", if: "async.data.requestId == '${event.data.requestId}'" }); // expect: uncorrelated-wait
  await step.waitForEvent("by-bare-data", { event: "request/signed", timeout: "1d", if: "data.requestId == event.data.requestId" }); // expect: uncorrelated-wait
  await step.waitForEvent("by-itself", { event: "request/signed", timeout: "1d", if: "async.data.requestId == async.data.requestId" }); // expect: uncorrelated-wait
  await step.waitForEvent("by-unquoted", { event: "request/signed", timeout: "1d", if: `async.data.requestId == ${id}` }); // fine: it may be a number
  await step.waitForEvent("no-end", { event: "request/signed", if: "async.data.requestId == event.data.requestId" } as never); // expect: invalid-duration
});

const durations = () => inngest.createFunction({ id: "durations", retries: 3, triggers: trigger }, async ({ event, step }) => {
  const DAY = 24 * 60 * 60 * 1000;
  await step.sleep("number", DAY); // fine: milliseconds
  await step.sleep("word", "2 days"); // fine: one number and one word
  await step.sleep("short-word", "30 mins"); // fine: one number and one word
  await step.sleep("two", "1d12h"); // expect: invalid-duration
  await step.sleep("iso", "PT15M"); // expect: invalid-duration
  await step.sleep("months", "3 months"); // expect: invalid-duration
  await step.sleep("written", "one hour"); // expect: invalid-duration
  await step.sleep("clock", "01:30:00"); // expect: invalid-duration
  await step.sleep("template", `${event.data.days}d`); // fine: computed
  await step.sleep("template-wrong", `${event.data.months} months`); // expect: invalid-duration
  await step.sleep("year-and-more", "400d"); // expect: invalid-duration
  await step.sleep("year", "1y"); // fine: below 366 days
  await step.sleepUntil("until", new Date(event.data.dueAt)); // fine: from the event
  await step.sleepUntil("until-text", "tomorrow"); // expect: invalid-duration
  await step.sleepUntil("until-iso", "2027-01-01T00:00:00Z"); // fine: an ISO time
});

export const makeFunctions = () => [guarded(), blind(), tied(), durations()]; // fine: all of them
