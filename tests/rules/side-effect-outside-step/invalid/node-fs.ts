import { createWriteStream, writeFileSync } from "node:fs";
import * as files from "node:fs";
import { appendFile, readFile } from "fs/promises";
import fsp from "node:fs/promises";
import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
  writeFileSync("/tmp/a", "x"); // error
  files.readFileSync("/tmp/a"); // error
  const out = createWriteStream("/tmp/a"); // error
  const [x] = await Promise.all([readFile("/tmp/a"), step.run("b", () => b())]); // error
  void appendFile("/tmp/a", "x"); // error
  fsp.unlink("/tmp/a"); // error
  files.promises.writeFile("/tmp/a", "x"); // error
  return step.run("c", () => c(x, out));
});
