import { inngest } from "./client";

async function tell(id: string) {
  try {
    await mail.send(id);
  } catch (error) { // error
    console.error("not sent", error);
  }
}

async function file(id: string) {
  try {
    await api.file(id);
  } catch (error) { // error
    console.error("not filed", error);
  }
}

async function book(id: string) {
  try {
    await api.book(id);
  } catch (error) { // error
    console.error("not booked", error);
  }
}

export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  await step.run("all", async () => {
    await Promise.all(event.data.ids.map((id) => tell(id)));
  });
  await step.run("named", () => Promise.allSettled(event.data.ids.map(file)));
  await step.run("some", async () => {
    const open = event.data.ids.filter(Boolean);
    await Promise.all(
      open.map(async (id) => {
        await book(id);
      }),
    );
    console.log(open.length);
  });
});
