export function isOpen(user: { until: Date }): boolean {
  if (user.until > new Date()) {
    return true;
  }
  return false;
}

export async function token(): Promise<string> {
  if (kept.until > Date.now()) return kept.value;
  return renew();
}
