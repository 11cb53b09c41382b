import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  let file: Buffer | null = null;
  let page: string | undefined;
  const size = await step.run("fetch", async () => {
    file = await fetchFile(event.data.key);
    page = await firstPage(file);
    return file.length;
  });
  if (!file) {
    const again = await fetchFile(event.data.key);
    file = again;
  }
  if (page === undefined) page = await firstPage(file);
  await step.run("read", () => read(file, page, size));
});
