import { createClient } from "@supabase/supabase-js";
export const store = createClient(process.env.URL!, process.env.KEY!);
