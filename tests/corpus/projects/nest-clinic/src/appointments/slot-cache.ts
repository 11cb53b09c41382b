import { Injectable } from "@nestjs/common";

@Injectable()
export class SlotCache {
  private readonly taken = new Map<string, string>();

  async hold(slot: string, patientId: string) {
    this.taken.set(slot, patientId);
  }

  key(doctorId: string, day: string) {
    return `${doctorId}:${day}`;
  }
}
