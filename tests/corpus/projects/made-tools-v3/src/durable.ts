import { db } from "./db";

export function durable(step: any) {
  return {
    keep: (id: string, work: () => Promise<unknown>) => step.run(id, work),
    rest: async (id: string, time: string) => {
      await db.rests.create({ id, time }); // expect: side-effect-outside-step
      await step.sleep(id, time);
    },
    name: "durable",
  };
}

export const keeper = (step: any) => (id: string, work: () => Promise<unknown>) => step.run(id, work);

export class Runner {
  constructor(private step: any) {}
  async keep(id: string, work: () => Promise<unknown>) {
    return this.step.run(id, work); // fine: a step of the handler's
  }
}

export async function loadUser(step: any, id: string) {
  return await step.run("load-user", () => db.users.find(id)); // fine: in a step
}

export function packed(step: any, id: string) {
  return { id, packed: true }; // fine: data
}
