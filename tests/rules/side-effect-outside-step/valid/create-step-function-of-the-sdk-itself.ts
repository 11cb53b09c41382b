import { createStepFunction } from "inngest";
import { db } from "./db";
export default createStepFunction("Import", "contacts/uploaded", ({ event, tools }) => {
  tools.run("Load", () => db.contacts.load(event.data.id));
});
