import { post } from "./services";

export async function sendEach(to: string, all: { text: string }[]) {
  for (const each of all) {
    try {
      await post(to, each.text);
    } catch (error) { // error
      console.error("not sent", error);
    }
  }
}
