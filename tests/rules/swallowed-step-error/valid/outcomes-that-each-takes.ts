import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  const looked = await step.run("look-up", async () => {
    const errors: string[] = [];
    const rows: Row[] = [];
    await Promise.allSettled(
      event.data.names.map(async (name) => {
        try {
          rows.push(await lookUp(name));
        } catch (error) {
          errors.push(String(error));
        }
      }),
    );
    return { rows, errors };
  });
  return looked.errors.length;
});
