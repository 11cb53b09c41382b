import { inngest } from "./client";
export async function forgot(email: string) {
  const rawToken = await makeToken(email);
  await inngest.send({
    name: "mail/reset",
    data: {
      email,
      token: rawToken, // error
      bearer: user.accessToken, // error
      hasKey: apiKey,
      tokenId: row.id,
    },
  });
}
