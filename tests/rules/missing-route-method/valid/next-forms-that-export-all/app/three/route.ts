import { serve } from "inngest/next";
const handler = serve({ client: inngest, functions: [] });
export async function GET(request, context) {
  return handler.GET(request, context);
}
export async function POST(request, context) {
  return handler.POST(request, context);
}
export async function PUT(request, context) {
  return handler.PUT(request, context);
}
