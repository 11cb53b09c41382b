import { inngest } from "./client";
export class Films {
  async handle(event: Delivery) {
    await db.films.update(event.film, { ready: true });
    await this.announce(event.film);
  }
  private async announce(film: string) {
    await inngest.send({ name: "film/ready", data: { film } }); // error
  }
}
