import { one, six } from "./jobs";
const all: unknown[] = [];
const named: Record<string, unknown> = { one };
Object.assign(named, { six });
export function register(fn: unknown) {
  all.push(fn);
}
export const functions = () => [...all, ...Object.values(named)];
