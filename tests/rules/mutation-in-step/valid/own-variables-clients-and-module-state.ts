import { inngest } from "./client";
import { db } from "./db";
const cache = new Map();
let memo;
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async (ctx) => {
  const { step, logger } = ctx;
  const redis = getRedis();
  let y = 0;
  y = 1;
  await step.run("b", async () => {
    let y = 2;
    y = 3;
    const list = [];
    list.push(y);
    db.options = {};
    cache.set("k", 1);
    memo = memo ?? (await load());
    await redis.set("k", "v");
    logger.level = "debug";
    rows.forEach((row) => {
      row.seen = true;
    });
  });
  const total = (await step.run("c", load)).map((n) => {
    y += n;
    return n;
  });
  return [y, total];
});
