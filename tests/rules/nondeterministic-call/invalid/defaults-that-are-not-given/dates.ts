export function startOf(at: Date = new Date()): number {
  return at.getTime() - (at.getTime() % 86_400_000);
}
export const dueIn = (days: number, at = new Date()): number => startOf(at) + days * 86_400_000;
