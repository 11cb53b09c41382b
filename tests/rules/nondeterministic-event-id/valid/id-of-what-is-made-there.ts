import { inngest } from "./client";
export async function POST(request: Request) {
  const jobId = `job-${Date.now()}`;
  await db.jobs.create({ id: jobId });
  await inngest.send({ id: `job-made-${jobId}`, name: "job/made", data: { jobId } });
  const now = Date.now();
  const day = Math.floor(now / 86_400_000);
  await inngest.send({ id: `digest-${day}`, name: "digest/due", data: { now } });
  return Response.json({ jobId });
}
