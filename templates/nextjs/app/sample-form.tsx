"use client";

import { useActionState } from "react";

async function send(_last: string, form: FormData): Promise<string> {
  const response = await fetch("/api/sample", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(Object.fromEntries(form)),
  });
  const answer: { id?: string; error?: string } = await response.json();
  if (answer.id) return `Sent as ${answer.id}.`;
  const hint =
    response.status === 502 ? " Is the Inngest Dev Server running?" : "";
  return `Not sent: ${answer.error}.${hint}`;
}

export function SampleForm() {
  const [message, action, pending] = useActionState(send, "");
  return (
    <form action={action}>
      <label>
        User ID
        <input name="userId" defaultValue="ada" required />
      </label>
      <label>
        Mail address
        <input name="email" defaultValue="ada@example.com" required />
      </label>
      <button disabled={pending}>Send user/created</button>
      <output>{message}</output>
    </form>
  );
}
