import { mail, store } from "./services";

export class Mailer {
  static async invite(id: string) {
    try {
      const person = await store.getPerson(id);
      if (!person.email) return;
      await mail.emails.send({ to: person.email });
    } catch (error) { // error
      console.error("not invited", error);
    }
  }
}
export const mailer = { invite: Mailer.invite };
