import { inngest } from "./client";

export const save = (id: string) => inngest.send({ name: "note/created", data: { id }, id: `note-created-${id}` }); // fine: a deterministic id
