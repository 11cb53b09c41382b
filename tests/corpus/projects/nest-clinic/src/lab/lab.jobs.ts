import { Injectable } from "@nestjs/common";
import { InjectRepository } from "@nestjs/typeorm";
import { Repository } from "typeorm";
import { inngest } from "../inngest/client";
import { MailService } from "../mail/mail.service";
import { Patient } from "../patients/patient.entity";

@Injectable()
export class LabJobs {
  private processed = 0;

  constructor(
    @InjectRepository(Patient) private readonly repo: Repository<Patient>,
    private readonly mail: MailService,
  ) {}

  functions() {
    return [this.publish(), this.purge(), this.settle()];
  }

  private publish() {
    return inngest.createFunction(
      { id: "publish-lab-result", retries: 4, concurrency: { limit: 5, key: "event.data.labId" } }, // fine: a key per lab
      { event: "lab/result.ready" },
      async ({ event, step }) => {
        const found = await this.repo.createQueryBuilder("p").where("p.id = :id", { id: event.data.patientId }).getOne(); // expect: side-effect-outside-step
        await step.run("count", async () => {
          this.processed += 1; // fine: the process keeps it, and no run reads it
          return this.repo.count();
        });
        const result = await step.run("load", async () => ({ id: "1", takenAt: new Date() }));
        const day = result.takenAt.getDay(); // expect: date-method-on-json
        const year = new Date(result.takenAt).getFullYear(); // fine: made a date again
        await step.run("mail", () => this.mail.deliver(found!.email, this.mail.subjectFor("result"), `${day} ${year}`)); // fine: in a step
      },
    );
  }

  private purge() {
    return inngest.createFunction(
      { id: "purge-old-results", retries: 1 },
      { cron: "0 3 * * 0" }, // fine: Sunday is 0
      async ({ step }) => {
        const stale = await step.run("find-stale", () => this.repo.find({ where: { first: "" } }));
        await step.run("purge", () => this.repo.remove(stale as Patient[])); // fine: in a step
      },
    );
  }

  private settle() {
    return inngest.createFunction(
      { id: "settle-charges", retries: 6, rateLimit: { limit: 10, period: "2d" } }, // expect: invalid-function-config
      { event: "appointment/charged" },
      async ({ event, step, attempt }) => {
        const started = Date.now(); // fine: measures for a log
        await step.run("settle", () => this.repo.update({ id: event.data.id }, { last: "x" }));
        console.log("took", Date.now() - started, attempt); // fine: a log line
        const token = Math.random().toString(36); // expect: nondeterministic-call
        await step.run("store-token", () => this.repo.update({ id: event.data.id }, { first: token }));
      },
    );
  }
}
