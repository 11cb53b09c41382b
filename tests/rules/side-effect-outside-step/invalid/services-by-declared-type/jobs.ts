import { Inject, Injectable } from "@nestjs/common";
import { inngest } from "./client";
import { Mailer } from "./mailer";

@Injectable()
export class ByConstructor {
  constructor(private readonly mailer: Mailer) {}

  job() {
    return inngest.createFunction({ id: "a" }, { event: "x/y" }, async ({ event }) => {
      await this.mailer.deliver(event.data.to); // error
      await this.mailer.note(event.data.to); // error
    });
  }
}

export class ByField {
  private readonly mailer: Mailer;

  constructor(mailer: Mailer) {
    this.mailer = mailer;
  }

  job() {
    return inngest.createFunction({ id: "b" }, { event: "x/y" }, async ({ event }) => {
      const { mailer } = this;
      await this.mailer.note(event.data.to); // error
      await mailer.deliver(event.data.to); // error
    });
  }
}

export class ByDecorator {
  @Inject() private readonly mailer!: Mailer;

  job() {
    return inngest.createFunction({ id: "c" }, { event: "x/y" }, async ({ event }) => {
      await this.mailer.note(event.data.to); // error
    });
  }
}

export const byFactory = (mailer: Mailer | null) =>
  inngest.createFunction({ id: "d" }, { event: "x/y" }, async ({ event }) => {
    await mailer!.note(event.data.to); // error
  });
