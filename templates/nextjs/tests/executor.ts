import type { InngestFunction } from "inngest";
import { NextRequest } from "next/server";

import { POST } from "@/app/api/inngest/route";
import { inngest } from "@/lib/inngest";

// Runs functions as Inngest does: one request per step, with retries, caught step errors and
// `onFailure`, none of which `@inngest/test` knows. Sleeps and retries take no time.

export type Sent = { id?: string; name: string; data: object; ts?: number };
export type Failure = { name: string; message: string };

/** What one run did. */
export type Run = {
  /** What the function returned; undefined when it failed. */
  output?: unknown;
  /** Why it failed for good. */
  error?: Failure;
  /** The names of the steps that ended, in order. */
  steps: string[];
  /** The options of each wait, by the name of its step. */
  waits: Record<string, { if?: string; timeout?: string }>;
  /** The names of the steps that one request found, for each request. */
  found: string[][];
  /** How many requests ended in an error. */
  failures: number;
  /** The run of `onFailure`, where the function has one and failed. */
  onFailure?: Run;
};

type Operation = {
  id: string;
  op: string;
  displayName?: string;
  opts?: { if?: string; timeout?: string };
  data?: unknown;
  error?: Failure;
};
type Memo = { data: unknown } | { error: Failure };
type Answer = { status: number; final: boolean; body: unknown };
type Tested = Pick<InngestFunction.Any, "id" | "opts">;

/** Runs a function to its end. `answers` has the event that ends each wait; null is a time-out. */
export async function execute(
  tested: Tested,
  event: Sent,
  answers: Record<string, Sent | null> = {},
  runId = "run-1",
): Promise<Run> {
  const attempts = 1 + (tested.opts.retries ?? 4);
  const id = tested.id(inngest.id);
  const sent = { id: "event-1", ts: 0, ...event };
  // Else the steps that one request finds end together, as SDK v4 has it by default.
  const each = "optimizeParallelism" in tested.opts;
  const run = await executeById(id, attempts, sent, runId, answers, each);
  if (run.error && tested.opts.onFailure) {
    const { error } = run;
    const failed = {
      name: "inngest/function.failed",
      data: { function_id: id, run_id: runId, error, event: sent },
    };
    const failure = `${id}-failure`;
    run.onFailure = await executeById(failure, attempts, failed, runId);
  }
  return run;
}

async function executeById(
  functionId: string,
  attempts: number,
  event: Sent,
  runId: string,
  answers: Record<string, Sent | null> = {},
  each = false,
): Promise<Run> {
  const run: Run = { steps: [], waits: {}, found: [], failures: 0 };
  const memos = new Map<string, Memo>();
  let parallel = false;

  async function request(stepId: string, attempt: number): Promise<Answer> {
    const path = `/api/inngest?fnId=${functionId}&stepId=${stepId}`;
    const response = await POST(
      new NextRequest(`http://localhost:3000${path}`, {
        method: "POST",
        body: JSON.stringify({
          ctx: {
            attempt,
            disable_immediate_execution: parallel,
            max_attempts: attempts,
            run_id: runId,
            stack: { stack: [...memos.keys()], current: memos.size },
          },
          event,
          events: [event],
          steps: Object.fromEntries(memos),
          use_api: false,
        }),
      }),
      undefined,
    );
    return {
      status: response.status,
      final:
        attempt + 1 >= attempts ||
        response.headers.get("x-inngest-no-retry") === "true",
      body: await response.json(),
    };
  }

  function isTimeOut(operation: Operation): boolean {
    const isWait = operation.op === "WaitForEvent";
    return isWait && answers[nameOf(operation)] === null;
  }

  function remember(operation: Operation, memo: Memo): void {
    memos.set(operation.id, memo);
    run.steps.push(nameOf(operation));
  }

  /** Keeps what a request says of its steps; whether the request is to be made again. */
  async function keep(operation: Operation, final: boolean): Promise<boolean> {
    const name = nameOf(operation);
    switch (operation.op) {
      case "StepPlanned":
        await runPlanned(operation.id);
        return false;
      case "WaitForEvent":
        if (!(name in answers)) throw new Error(`no answer to ${name}`);
        run.waits[name] = operation.opts ?? {};
        remember(operation, { data: answers[name] });
        return false;
      case "Sleep":
        remember(operation, { data: null });
        return false;
      case "StepError":
      case "StepFailed":
        run.failures += 1;
        if (operation.op === "StepError" && !final) return true;
        remember(operation, { error: operation.error as Failure });
        return false;
      case "Step":
      case "StepRun":
        remember(operation, { data: operation.data });
        return false;
      default:
        throw new Error(`${operation.op} of ${name} is not known here`);
    }
  }

  async function runPlanned(stepId: string): Promise<void> {
    for (let attempt = 0; !memos.has(stepId); attempt += 1) {
      const { status, final, body } = await request(stepId, attempt);
      if (status !== 206) throw new Error(JSON.stringify(body));
      for (const operation of body as Operation[]) await keep(operation, final);
    }
  }

  let attempt = 0;
  for (;;) {
    const { status, final, body } = await request("step", attempt);
    if (status === 200) {
      return { ...run, output: body };
    }
    if (status === 206) {
      const all = body as Operation[];
      const operations = all.filter(({ id }) => !memos.has(id));
      run.found.push(operations.map(nameOf));
      parallel ||= operations.length > 1;
      let again = false;
      const planned = operations.some(({ op }) => op === "StepPlanned");
      for (const operation of operations) {
        if (memos.has(operation.id)) continue;
        // Its time is not up yet.
        if (each && planned && isTimeOut(operation)) continue;
        again = (await keep(operation, final)) || again;
      }
      attempt = again ? attempt + 1 : 0;
      continue;
    }
    run.failures += 1;
    if (final) return { ...run, error: body as Failure };
    attempt += 1;
  }
}

function nameOf({ displayName, id }: Operation): string {
  return displayName ?? id;
}
