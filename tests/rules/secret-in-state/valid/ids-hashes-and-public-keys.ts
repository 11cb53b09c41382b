import { inngest } from "./client";

export async function invite(user: User) {
  await inngest.send({
    name: "user/invited",
    data: {
      id: user.id,
      hasPassword: true,
      password: undefined,
      secret: encrypt(user.secret),
      apiKeyId: user.key.id,
      tokenCount: user.tokens.length,
      passwordResetUrl: user.url,
      publishable: process.env.NEXT_PUBLIC_STRIPE_KEY,
      region: process.env.AWS_REGION,
      site: process.env.NEXT_PUBLIC_API_KEY,
    },
  });
}

export const link = inngest.createFunction(
  { id: "link", triggers: [{ event: "user/linked" }] },
  async ({ step }) => {
    await step.run("read", async () => {
      const { accessToken } = await vault.read("a");
      await provider.call({ accessToken, apiKey: process.env.PROVIDER_API_KEY });
      return { ok: true };
    });
  },
);
