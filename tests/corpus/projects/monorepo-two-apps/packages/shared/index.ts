export const EVENTS = { signup: "user/signup", churn: "user/churned" } as const;
export const slug = (text: string) => text.toLowerCase();
export async function render(name: string) {
  return `<p>${name}</p>`;
}
