import { appendFileSync } from "node:fs";
import { db, mail } from "./services";

type Run = (id: string, work: () => unknown) => Promise<any>;
const plain: Run = async (_id, work) => work();

export async function work(data, run: Run = plain) {
  await db.jobs.update({ id: data.id, status: "started" }); // error
  const user = await run("load", () => db.users.find(data.id));
  appendFileSync("log", user.name); // error
  await run("mail", () => mail.send(user.email));
}
