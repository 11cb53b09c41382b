"use client";

import { useState } from "react";
import { inngest } from "@/lib/inngest"; // expect: client-in-browser
import { book } from "@/lib/actions"; // fine: a server action

export function Book({ patientId }: { patientId: string }) {
  const [done, setDone] = useState(false);
  const press = async () => {
    await book(patientId);
    await inngest.send({ name: "visit/booked", data: { patientId } });
    setDone(true);
  };
  return <button onClick={press}>{done ? "Booked" : "Book"}</button>;
}
