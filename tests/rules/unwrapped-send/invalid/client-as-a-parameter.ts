import { Inngest } from "inngest";
export class Jobs {
  constructor(private readonly client: Inngest) {}
  all() {
    return this.client.createFunction({ id: "a" }, { event: "x/y" }, async () => {
      await this.client.send({ name: "a/b" }); // error
    });
  }
}
export const make = (queue: Inngest) =>
  queue.createFunction({ id: "b" }, { event: "x/y" }, async () => {
    await queue.send({ name: "a/b" }); // error
  });
