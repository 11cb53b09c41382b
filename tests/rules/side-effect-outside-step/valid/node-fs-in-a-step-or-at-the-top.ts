import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { inngest } from "./client";
const prompt = readFileSync("prompt.txt", "utf8");
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
  const name = path.join("/tmp", "a");
  await step.run("write", () => writeFile(name, prompt));
});
