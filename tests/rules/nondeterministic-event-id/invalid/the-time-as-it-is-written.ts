import { inngest } from "./client";
export async function tell(page: string) {
  const at = new Date();
  await inngest.send({
    id: `page:${page}:${at.toISOString()}`, // error
    name: "page/asked",
    data: { page, at: at.toISOString() },
  });
}
export async function note(page: string) {
  await inngest.send({ id: Bun.randomUUIDv7(), name: "page/noted", data: { page } }); // error
}
