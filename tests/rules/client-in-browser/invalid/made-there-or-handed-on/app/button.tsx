// Shown on the first page.
"use client";
import { useState } from "react";
import { bus } from "../lib"; // error

export function Button() {
  const [sent, setSent] = useState(false);
  const tell = async () => {
    await bus.send({ name: "button/pressed", data: {} });
    setSent(true);
  };
  return <button onClick={tell}>{sent ? "inngest" : ""}</button>;
}
