import { inngest } from "./client";

export async function start(request) {
  await inngest.send({
    name: "job/started",
    data: {
      needsPassword: request.needs,
      publishableApiKey: request.key,
      nextPageToken: request.page,
      resetPassword: request.reset,
      apiKeyName: request.name,
      inviteToken: request.invite,
    },
  });
}
