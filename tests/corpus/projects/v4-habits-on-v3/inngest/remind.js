import { inngest } from "./index";

const remind = inngest.createFunction(
  { id: "remind-voters", retries: 2, concurrency: [{ limit: 1, key: "event.data.id" }, { limit: 5 }, { limit: 7 }] }, // expect: invalid-function-config, unregistered-function
  [{ event: "poll/started" }, { cron: "0 8 * * 1-5" }], // fine: two triggers
  async ({ step, attempt }) => {
    const list = await step.run("load", () => fetch("https://api.example.com").then((r) => r.json())); // fine: a chain in a step
    const answers = [];
    for (const voter of list) {
      answers.push(step.run(`remind-${voter.id}`, () => fetch(`https://mail.example.com/${voter.id}`))); // expect: loop-instead-of-fan-out
    }
    await Promise.all(answers);
    setInterval(() => console.log(attempt), 1000); // expect: timer-in-handler
  },
);
export default remind;
