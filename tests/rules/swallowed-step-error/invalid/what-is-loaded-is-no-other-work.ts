import { inngest } from "./client";

async function fetchAll() {
  const accounts = await db.accounts.findMany();
  let failed = 0;
  for (const account of accounts) {
    let reviews;
    try {
      reviews = await api.reviews(account);
    } catch (error) { // error
      failed += 1;
      continue;
    }
    await db.reviews.createMany({ data: reviews });
  }
  return { accounts: accounts.length, failed };
}

export const a = inngest.createFunction(
  { id: "a", triggers: [{ event: "x/y" }] },
  async ({ event, step }) => {
    await step.run("fetch-all", () => fetchAll());
    await step.run("mail", async () => {
      const [user, team] = await Promise.all([
        db.users.findFirst({ where: { id: event.data.id } }),
        db.teams.findFirst({ where: { id: event.data.team } }),
      ]);
      if (!user || !team) return { sent: false };
      await mail.send(user.email, team.name).catch((err) => console.error(err)); // error
      await db.users.update({ where: { id: user.id }, data: { mailed: true } });
      return { sent: true, to: user.email };
    });
    await step.run("sum-up", async () => {
      const text = await ask(event.data.text);
      if (text) {
        await db.rows.update({ where: { id: event.data.id }, data: { text } });
      }
    });
  },
);

async function ask(prompt: string) {
  try {
    const answer = await model.ask(prompt);
    return answer.text;
  } catch (error) { // error
    console.error(error);
    return null;
  }
}

export const roundOfALoop = inngest.createFunction({ id: "round" }, { event: "x/r" }, async ({ event, step }) => {
  await step.run("each", async () => {
    for (const page of event.data.pages) {
      if (page.isNew) {
        await db.pages.create({ data: page });
        continue;
      }
      try {
        await db.changes.create({ data: page.change });
      } catch (error) { // error
        console.error("not kept", error);
      }
    }
  });
});
