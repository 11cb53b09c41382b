import { Injectable, Logger } from "@nestjs/common";
import nodemailer from "nodemailer";

@Injectable()
export class MailService {
  private readonly logger = new Logger(MailService.name);
  private readonly transport = nodemailer.createTransport({ host: "smtp.clinic.example" });

  async deliver(to: string, subject: string, body: string): Promise<void> {
    await this.transport.sendMail({ to, subject, text: body }); // fine: reported where it is called
  }

  async deliverQuietly(to: string, subject: string): Promise<boolean> {
    try {
      await this.transport.sendMail({ to, subject });
      return true;
    } catch (error) { // expect: swallowed-step-error
      this.logger.warn(`mail to ${to} failed`);
      return false;
    }
  }

  subjectFor(kind: "reminder" | "result"): string {
    return kind === "reminder" ? "Your appointment" : "Your results are in"; // fine: computes only
  }
}
