import { inngest } from "./client";

async function scan(): Promise<string[]> {
  const found: string[] = [];
  try {
    const listed = await inbox.list("me");
    for (const each of listed) found.push(each.id);
    return found;
  } catch (error) { // error
    console.error("not scanned", error);
    return found;
  }
}

async function withRetry<T>(work: (session: Session) => Promise<T>): Promise<T> {
  return work(await connect());
}

async function mark(id: string): Promise<{ success: boolean; error?: string }> {
  return withRetry(async (session) => {
    try {
      await session.update({ id, status: "done" });
      return { success: true };
    } catch (error) { // error
      return { success: false, error: String(error) };
    }
  });
}

async function tell(to: string): Promise<{ success: boolean }> {
  try {
    await mail.send(to);
    return { success: true };
  } catch (error) { // error
    return { success: false };
  }
}

export const a = inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event, step }) => {
  await step.run("scan", async () => {
    const found = await scan();
    console.log(found.length);
  });
  await step.run("mark", async () => {
    await mark(event.data.id);
  });
  await step.run("tell", async () => {
    await Promise.all([tell("a"), tell("b")]);
  });
  const dir = await step.run("download", async () => {
    const tmp = await mkdtemp("/tmp/a-");
    for (const each of event.data.files) {
      try {
        await upload(`${tmp}/${each.name}`, await download(each.url));
      } catch (error) { // error
        console.warn("not downloaded", each.name, error);
      }
    }
    return tmp;
  });
  await step.run("profile", async () => {
    const { data, error } = await db.from("profiles").select("name").eq("id", event.data.id).single();
    if (error) { // error
      console.error("not read", error);
      return;
    }
    await db.from("profiles").update({ name: data.name }).eq("id", event.data.id).throwOnError();
  });
  return { dir };
});
