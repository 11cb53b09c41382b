import { supabase } from "@/db";
import { inngest } from "@/client";
export async function POST(request: Request) {
  const body = await request.json();
  const { error } = await supabase
    .from("deliveries")
    .upsert({ key: body.id }, { onConflict: "key", ignoreDuplicates: true });
  if (error) {
    return new Response(null, { status: 500 });
  }
  await inngest.send({ name: "bank/paid", data: { order: body.order } }); // error
  return new Response(null, { status: 200 });
}
