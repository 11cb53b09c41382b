import { EventSchemas, Inngest } from "inngest"; // expect: sdk-mismatch

type Events = { "note/created": { data: { id: string } } };

export const inngest = new Inngest({ // expect: missing-dev-mode
  id: "notes",
  schemas: new EventSchemas().fromRecord<Events>(), // expect: sdk-mismatch
});
