import { bus } from "./bus";
import { pushed } from "./events";
export default async function handler(req, res) {
  const signature = req.headers["x-hub-signature-256"];
  verify(signature, req.body);
  await bus.send(pushed.create({ ref: req.body.ref })); // error
}
