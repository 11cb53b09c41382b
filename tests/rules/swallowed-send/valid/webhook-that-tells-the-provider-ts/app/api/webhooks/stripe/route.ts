import { NextResponse } from "next/server";
import { inngest } from "@/lib/inngest";

export async function POST(request: Request) {
  const body = await request.json();
  try {
    await inngest.send({ name: "a/b", data: body, id: `stripe-${body.id}` });
  } catch (error) {
    console.error(error);
    return NextResponse.json({ received: false }, { status: 503 });
  }
  return new Response();
}
