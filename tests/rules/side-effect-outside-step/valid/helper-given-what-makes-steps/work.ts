import { db, mail } from "./services";

export async function work(data, run) {
  const user = await run("load", () => db.users.find(data.id));
  await run("mail", () => mail.send(user.email));
}
