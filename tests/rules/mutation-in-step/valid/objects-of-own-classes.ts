import { inngest } from "./client";
class Api {
  private readonly seen: string[] = [];
  token = "";
  async call(path: string) {
    this.seen.push(path);
    this.token = "t";
    return fetch(path);
  }
}
class Talk {
  readonly lines: string[] = [];
  add(line: string) {
    this.lines.push(line);
  }
}
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ step }) => {
  const api = new Api();
  const talk = new Talk();
  talk.add("before");
  const lines = await step.run("add", async () => {
    const own = new Talk();
    own.add("one");
    await api.call("/a");
    return own.lines;
  });
  return [...talk.lines, ...lines];
});
