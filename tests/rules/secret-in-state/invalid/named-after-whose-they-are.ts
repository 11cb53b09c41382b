import { inngest } from "./client";

export async function start(request) {
  await inngest.send({
    name: "job/started",
    data: {
      job: request.job,
      openaiApiKey: request.key, // error
      slackToken: request.token, // error
      webhookSecret: request.secret, // error
      DATABASE_URL: request.env.DATABASE_URL, // error
      R2_SECRET_ACCESS_KEY: request.env.R2_SECRET_ACCESS_KEY, // error
    },
  });
}
