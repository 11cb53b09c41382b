import { inngest } from "./client";

const KEY = process.env.STRIPE_SECRET_KEY;

export async function invite(user: User, password: string) {
  await inngest.send([
    { name: "user/invited", data: { id: user.id, user: { password } } }, // error
    { name: "user/linked", data: { id: user.id, refresh_token: user.refreshToken } }, // error
    { name: "user/charged", data: { id: user.id, stripe: KEY } }, // error
  ]);
}

export const link = inngest.createFunction(
  { id: "link", triggers: [{ event: "user/linked" }] },
  async ({ step }) => {
    await step.run("read", () => ({ clientSecret: vault.read("a") })); // error
    await step.run("read-env", () => ({ with: process.env["MAIL_TOKEN"] ?? "" })); // error
  },
);
