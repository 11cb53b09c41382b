"use server";

import { inngest } from "./inngest"; // fine: on the server

export async function book(patientId: string) {
  await inngest.send({ name: "visit/booked", data: { patientId } });
}

export async function link(patientId: string, password: string) {
  await inngest.send({
    name: "visit/booked",
    data: {
      patientId,
      password, // expect: secret-in-state
      passwordSet: true, // fine: says only that there is one
    },
  });
  await inngest.send({ name: "inngest/visit.linked", data: { patientId } }); // expect: reserved-event-name
}
