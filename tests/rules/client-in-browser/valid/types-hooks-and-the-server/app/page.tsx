import { inngest } from "../lib/inngest";

const text = "use client";

export default async function Page() {
  await inngest.send({ name: "page/shown", data: { text } });
  return <p>inngest</p>;
}
