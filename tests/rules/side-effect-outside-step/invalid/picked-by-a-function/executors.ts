import { db, mail } from "./services";
import { Kind } from "./kinds";

export const mailExecutor = async ({ step, publish, id }) => {
  try {
    const sent = await step.run("mail", () => mail.send(id));
    await publish({ id, status: "sent" }); // error
    return sent;
  } catch (failure) {
    await db.failures.create({ data: { id } }); // error
    throw failure;
  }
};
export const saveExecutor = async ({ step, id }) => step.run("save", () => db.users.find(id));

const registry = {
  [Kind.MAIL]: mailExecutor,
  [Kind.SAVE]: saveExecutor,
} as Record<Kind, unknown>;

export const executorOf = (kind: Kind) => {
  const executor = registry[kind];
  if (!executor) throw new Error("none");
  return executor;
};
