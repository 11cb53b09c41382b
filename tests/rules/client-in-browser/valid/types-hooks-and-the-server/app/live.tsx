"use client";
import { useInngestSubscription } from "@inngest/realtime/hooks";
import { type Client, inngest } from "../lib/inngest";
import { send } from "./actions";

export function Live({ client }: { client?: Client | typeof inngest }) {
  const { data } = useInngestSubscription({ refreshToken: () => null });
  return <button onClick={() => send(data.length)}>{client ? "live" : ""}</button>;
}
