import { NonRetriableError } from "inngest";

export function assertAnswered<T>(answer: T | null, what: string): asserts answer is T {
  if (answer === null) throw new NonRetriableError(`${what} never came`);
}

export const required = <T>(answer: T | null): T => {
  if (!answer) throw new NonRetriableError("no answer");
  return answer;
};

export function isAnswered(answer: unknown): answer is { data: { by: string } } {
  return answer != null;
}
