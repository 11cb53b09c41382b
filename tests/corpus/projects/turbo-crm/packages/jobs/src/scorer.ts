import type { SupabaseClient } from "@supabase/supabase-js";

export class LeadScorer {
  constructor(private readonly db: SupabaseClient) {}

  points(lead: { visits: number }) {
    return Math.min(100, lead.visits * 3);
  }

  async rank(id: string): Promise<number> {
    const { data } = await this.db.rpc("rank_lead", { id });
    return data as number;
  }

  async forget(id: string): Promise<void> {
    await this.db.from("scores").delete().eq("lead", id);
  }
}
