import { inngest } from "./client";
import { setTimeout as wait } from "node:timers/promises";
import { sleep } from "./sleep";
import delay from "delay";
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
  await pause(10); // error
  await wait(10); // error
  await sleep(10); // error
  await delay(10); // error
  setInterval(poll, 1000); // error
});
