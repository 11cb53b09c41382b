import { createFunction } from "inngest";
import { db } from "./db";
export default createFunction("Import", "contacts/uploaded", async ({ event }) => {
  await db.contacts.load(event.data.id); // error
});
