export function isOpen(now = new Date()) {
  return now.getHours() > 8 && now.getHours() < 17;
}
export function nextOpening(now = new Date()) {
  let at = new Date(now.getTime());
  for (let tries = 0; tries < 100; tries++) {
    at = new Date(at.getTime() + 300_000);
    if (isOpen(at)) return at;
  }
  return new Date(now.getTime() + 86_400_000);
}
