"use client";

import { useEffect, useState } from "react";

import type { Run } from "@/lib/dev-server";

const ENDED = new Set(["COMPLETED", "FAILED", "CANCELLED", "SKIPPED"]);
// An event that starts nothing has no run, however long one waits for it.
const PATIENCE_MS = 5000;

type Sent = { id: string; event: string; at: number };

export function SampleForm({ server }: { server: string }) {
  const [userId, setUserId] = useState("ada");
  const [email, setEmail] = useState("ada@example.com");
  const [sent, setSent] = useState<Sent | null>(null);
  const [trouble, setTrouble] = useState("");
  const [runs, setRuns] = useState<Run[]>([]);

  useEffect(() => {
    if (!sent) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    async function look() {
      const response = await fetch(`/api/sample?event=${sent?.event}`);
      const found: { runs: Run[] } = await response.json();
      setRuns(found.runs);
      const waits = found.runs.some(({ status }) => !ENDED.has(status));
      const young = Date.now() - (sent?.at ?? 0) < PATIENCE_MS;
      if (waits || (found.runs.length === 0 && young)) {
        timer = setTimeout(look, 1000);
      }
    }
    void look();
    return () => clearTimeout(timer);
  }, [sent]);

  async function send() {
    setRuns([]);
    setSent(null);
    const response = await fetch("/api/sample", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ userId, email }),
    });
    const answer: { id?: string; event?: string; error?: string } =
      await response.json();
    if (!answer.id || !answer.event) {
      const hint = response.status === 503 ? " Is the Dev Server up?" : "";
      setTrouble(`Not sent: ${answer.error}.${hint}`);
      return;
    }
    setTrouble("");
    setSent({ id: answer.id, event: answer.event, at: Date.now() });
  }

  return (
    <form
      onSubmit={(submitted) => {
        submitted.preventDefault();
        void send();
      }}
    >
      <label>
        User ID
        <input
          value={userId}
          onChange={({ target }) => setUserId(target.value)}
          required
        />
      </label>
      <label>
        Mail address
        <input
          value={email}
          onChange={({ target }) => setEmail(target.value)}
          required
        />
      </label>
      <button>Send user/created</button>
      <output>
        {trouble}
        {sent && (
          <>
            Sent as <code>{sent.id}</code>.
            {runs.length === 0 && " No run yet, or none for this ID."}
          </>
        )}
        {runs.map((run) => (
          <p key={run.id} className={run.status.toLowerCase()}>
            <a href={`${server}/run?runID=${run.id}`}>{run.function}</a>{" "}
            {run.status.toLowerCase()}
          </p>
        ))}
      </output>
    </form>
  );
}
