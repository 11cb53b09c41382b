export function stamp(): string {
  return new Date().toISOString();
}
export function stampOf(date: Date): string {
  return date.toISOString();
}
export const jitter = (max: number) => Math.floor(Math.random() * max);
export const newKey = () => `${stamp()}-${jitter(1000)}`;
