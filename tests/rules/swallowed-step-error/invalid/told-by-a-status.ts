import { inngest } from "./client";

async function send(to: string): Promise<{ success: boolean; error?: string }> {
  const answer = await fetch("https://mail.test/send", { method: "POST", body: to });
  const body = await answer.json();
  if (!answer.ok) { // error
    return { success: false, error: body.message ?? "unknown" };
  }
  return { success: true };
}

async function tell(to: string) {
  try {
    await mail.send(to);
  } catch (error) { // error
    console.error("not sent", error);
  }
}

export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  await step.run("send", async () => {
    await send(event.data.to);
  });
  await step.run("tell", async () => {
    const all = [];
    for (const to of event.data.all) all.push(tell(to));
    await Promise.all(all);
  });
  const results = [];
  for (const id of event.data.ids) {
    const one = await step.run(`brief-${id}`, async () => {
      try {
        await brief(id);
        return { ok: true };
      } catch (error) { // error
        return { ok: false, error: String(error) };
      }
    });
    results.push(one);
    if (!one.ok) continue;
    await step.run(`note-${id}`, () => note(id));
  }
  return results;
});
