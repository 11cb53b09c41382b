import { Resend } from "resend";

const resend = new Resend(process.env.RESEND_KEY);

export const sendMail = async (to: string, subject: string) => {
  return resend.emails.send({ from: "shop@example.com", to, subject, html: "<p>Hello</p>" });
};
