import { inngest } from "@/lib/inngest";
import { db, deliveries } from "@/lib/db";

async function isDuplicateMessage(id: string) {
  try {
    await db.insert(deliveries).values({ id });
    return false;
  } catch (error) {
    if (error.code === 11000) return true;
    throw error;
  }
}

async function answer(message) {
  await inngest.send({ name: "message/received", data: message }); // error
}

async function take(message) {
  await answer(message);
}

export async function POST(request) {
  const { kind, messages } = await request.json();
  if (kind === "one") {
    await answer(messages[0]);
    return new Response();
  }
  for (const message of messages) {
    if (await isDuplicateMessage(message.id)) continue;
    await take(message);
  }
  return new Response();
}
