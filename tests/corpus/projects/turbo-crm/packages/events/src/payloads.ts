export interface LeadPayload {
  leadId: string;
}
