"use strict";
"use client";

import bus from "../lib/inngest"; // error

export function Form() {
  return <form onSubmit={() => bus.send({ name: "form/sent", data: {} })} />;
}
