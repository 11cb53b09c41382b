import { inngest } from "./client";

type Work = (data: any, step: any) => Promise<unknown>;

export function handlerFor(id: string, name: string, work: Work) {
  return inngest.createFunction({ id, retries: 2 }, { event: name }, async ({ event, step }) => {
    return await work(event.data, step); // fine: what it does is looked at where it is given
  });
}

export const inStep = ({ id, name, run }: { id: string; name: string; run: (data: any) => Promise<unknown> }) =>
  inngest.createFunction({ id, retries: 2 }, { event: name }, async ({ event, step }) => {
    await step.run("work", () => run(event.data)); // fine: in a step
  });

export const defineJob = (job: { id: string; name: string; run: Work }) =>
  inngest.createFunction({ id: job.id, retries: 2 }, { event: job.name }, async ({ event, step }) => {
    await job.run(event.data, step); // fine: looked at where it is given
  });

export function plain(id: string, name: string, handler: any) {
  return inngest.createFunction({ id, retries: 2 }, { event: name }, handler);
}
