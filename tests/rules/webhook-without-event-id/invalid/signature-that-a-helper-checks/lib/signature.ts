import { Header, MailWebhook } from "mail-provider";

export async function verifySignature(request: Request) {
  const signature = request.headers.get(Header.SIGNATURE());
  return new MailWebhook().verifySignature(await request.text(), signature);
}
