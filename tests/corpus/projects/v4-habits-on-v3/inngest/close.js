import { inngest } from "./index";
import { prisma } from "../lib/prisma";

export const closePoll = inngest.createFunction(
  { id: "close-poll", retries: 3, triggers: [{ event: "poll/ended" }] }, // expect: sdk-mismatch
  async ({ event, step }) => {
    await step.run("close", () => prisma.poll.update({ where: { id: event.data.id }, data: { open: false } }));
  },
);

export const openPoll = inngest.createFunction(
  { id: "open-poll", retries: 3 },
  { event: "poll/started" },
  async ({ event, step }) => {
    const poll = await prisma.poll.findUnique({ where: { id: event.data.id } }); // expect: side-effect-outside-step
    await step.run("open", async () => {
      const voters = await prisma.voter.findMany({ where: { pollId: poll.id } }); // fine: in a step
      return voters.map((voter) => voter.id);
    });
    await Promise.all([ // fine: collected steps
      step.run("mail", () => fetch("https://mail.example.com")),
      step.sleep("pause", "10s"),
    ]);
    await step.sleepUntil("end", new Date(poll.endsAt)); // fine: a stored date
    await step.sendEvent("ended", { name: "poll/ended", data: { id: poll.id } }); // fine: received by close-poll
  },
);
