/** A function that the Inngest Dev Server has, and what starts it. */
export type Served = { id: string; triggers: string[] };

/** A run, as the Dev Server tells of it. */
export type Run = {
  id: string;
  function: string;
  status: string;
  output?: unknown;
};

/** The address of the Dev Server; null where the app runs for real. */
export function devServer(): string | null {
  const mode = process.env.INNGEST_DEV;
  if (!mode || mode === "0" || mode === "false") return null;
  // An address instead of a yes: the Dev Server is on another port.
  return URL.canParse(mode) ? new URL(mode).origin : "http://localhost:8288";
}

/** What the Dev Server has synced; null when it does not answer. */
export async function servedFunctions(): Promise<Served[] | null> {
  const found = await read<{
    functions?: {
      name: string;
      triggers?: { event?: string; cron?: string }[];
    }[];
  }>("/dev");
  if (!found) return null;
  const all = (found.functions ?? []).map(({ name, triggers }) => ({
    id: name,
    triggers: (triggers ?? []).map(({ event, cron }) => event ?? cron ?? ""),
  }));
  return all.sort((one, other) => one.id.localeCompare(other.id));
}

/** The runs that an event started, by the ID that its sender was given. */
export async function runsOf(event: string): Promise<Run[]> {
  type Row = Omit<Run, "function"> & { function?: { id: string } };
  const path = `/api/v2/events/${encodeURIComponent(event)}/runs`;
  const found = await read<{ data?: Row[] }>(`${path}?includeOutput=true`);
  return (found?.data ?? []).map(({ id, function: of, status, output }) => ({
    id,
    function: of?.id ?? "",
    status,
    output,
  }));
}

async function read<Answer>(path: string): Promise<Answer | null> {
  try {
    const response = await fetch(`${devServer()}${path}`, {
      cache: "no-store",
      signal: AbortSignal.timeout(2000),
    });
    return response.ok ? ((await response.json()) as Answer) : null;
  } catch {
    return null;
  }
}
