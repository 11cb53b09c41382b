import { sendEach } from "./steps";

export async function handle(message: { to: string; all: { text: string }[] }): Promise<void> {
  await sendEach(message.to, message.all);
}
