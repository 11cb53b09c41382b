import { NonRetriableError, RetryAfterError } from "inngest";

/** What a provider answered instead of doing what it was asked to. */
export class ProviderError extends Error {
  override name = "ProviderError";

  constructor(
    /** The status of its answer. */
    readonly status: number,
    message: string,
    /** When it wants to be asked again, if it says so. */
    readonly retryAfterSeconds?: number,
  ) {
    super(message);
  }
}

// Time-out, the same key is still at work, too early, too many: these pass.
const PASSING = new Set([408, 409, 425, 429]);

/**
 * Calls a provider; what it answers becomes what Inngest does, here and nowhere else.
 *
 * A provider that says when is asked again then. Any other 4xx stays as it is, so the run fails at
 * once. The rest, no answer included, is tried again until the retries are used up.
 */
export async function attempt<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    const { message, retryAfterSeconds, status } = error;
    if (retryAfterSeconds !== undefined) {
      const milliseconds = retryAfterSeconds * 1000;
      throw new RetryAfterError(message, milliseconds, { cause: error });
    }
    if (status >= 400 && status < 500 && !PASSING.has(status)) {
      throw new NonRetriableError(message, { cause: error });
    }
    throw error;
  }
}

/** Fails a run that reaches a stand-in in production; once it is replaced, the run can be rerun. */
export function standIn(file: string): void {
  if (!process.env.INNGEST_DEV) {
    throw new NonRetriableError(`${file} is a stand-in: put your own in it`);
  }
}
