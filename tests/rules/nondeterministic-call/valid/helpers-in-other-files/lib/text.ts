const cache = new Map([["a", { at: 0, text: "b" }]]);

export const line = (text: string) => `${new Date().toISOString()} ${text}`;

export function tomorrow() {
  const day = new Date();
  day.setDate(day.getDate() + 1);
  return day;
}

export function cached(key: string) {
  const found = cache.get(key);
  const isOld = found !== undefined && Date.now() - found.at > 1000;
  if (isOld) console.log(`${key} is old at ${Date.now()}`);
  return found?.text;
}

export function format(total: number) {
  const begun = performance.now();
  const text = total.toFixed(2);
  console.debug(`took ${performance.now() - begun} ms`);
  return text;
}

export const jitter = () => Math.random() * 10;
