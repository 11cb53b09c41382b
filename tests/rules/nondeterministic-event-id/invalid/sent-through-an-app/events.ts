import app from "./server";
import { newId } from "./ids";
export class Events {
  async send(params: { name: string; data: object }) {
    return await app.inngest.send({
      name: params.name,
      data: params.data,
      id: newId(), // error
    });
  }
}
