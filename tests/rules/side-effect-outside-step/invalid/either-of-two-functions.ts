import axios from "axios";
import { readFileSync, writeFileSync } from "node:fs";
import { inngest } from "./client";

export const ask = inngest.createFunction(
  { id: "ask", triggers: [{ event: "x/y" }] },
  async ({ event, step }) => {
    const keep = event.data.read ? readFileSync : writeFileSync;
    keep("a.txt", "a"); // error
    const send = event.data.now ? axios.post : axios.put;
    await send("https://example.com/a"); // error
    const pick = event.data.low ? Math.min : Math.max;
    pick(1, 2);
    await step.run("done", () => axios.get("https://example.com/b"));
  },
);
