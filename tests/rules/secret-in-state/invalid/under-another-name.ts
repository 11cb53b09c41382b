import { inngest } from "./client";
export async function forgot(email: string) {
  const made = await makeToken(email);
  await inngest.send({
    name: "mail/reset",
    data: {
      email,
      token: made.rawToken, // error
      bearer: user.accessToken, // error
      hasKey: apiKey,
      tokenId: row.id,
    },
  });
}
