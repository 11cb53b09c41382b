import { rank } from "rankings";
import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  const parts: string[][] = event.data.parts;
  for (const part of parts) {
    for (const row of event.data.rows.filter((row) => part.includes(row.key))) {
      await step.run(`row-${row.key}`, () => save(row));
    }
    for (const place of part.map((key) => rank(key)).reverse()) {
      console.log(place);
    }
  }
});
