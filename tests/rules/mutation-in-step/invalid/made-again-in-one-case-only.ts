import { inngest } from "./client";
export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  let file: Buffer | null = null;
  let page: string | undefined;
  let count = 0;
  await step.run("fetch", async () => {
    file = await fetchFile(event.data.key); // error
    page = await firstPage(file); // error
    count = 1; // error
  });
  if (!file) {
    if (event.data.again) file = await fetchFile(event.data.key);
  }
  console.log(page);
  if (!page) page = await firstPage(file);
  if (count > 3) count = 3;
  await step.run("read", () => read(file, page, count));
});
