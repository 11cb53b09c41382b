import { Injectable } from "@nestjs/common";
import { InjectRepository } from "@nestjs/typeorm";
import { Repository } from "typeorm";
import { Patient } from "./patient.entity";

@Injectable()
export class PatientService {
  constructor(@InjectRepository(Patient) private readonly patients: Repository<Patient>) {}

  byId(id: string) {
    return this.patients.findOneByOrFail({ id });
  }

  async markReminded(id: string) {
    await this.patients.update({ id }, { remindedAt: new Date() });
  }

  fullName(patient: { first: string; last: string }) {
    return `${patient.first} ${patient.last}`;
  }
}
