import { inngest } from "./client";
class Talk {
  readonly lines: string[] = [];
  count = 0;
  add(line: string) {
    this.lines.push(line);
  }
  tick() {
    this.count += 1;
  }
}
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
  const talk = new Talk();
  await step.run("add", async () => {
    talk.add("one"); // error
    talk.lines.push("two"); // error
    talk.tick(); // error
    return 1;
  });
  return { lines: talk.lines, count: talk.count };
});
