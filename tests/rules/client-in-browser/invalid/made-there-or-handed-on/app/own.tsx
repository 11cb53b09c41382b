"use client";
import { Inngest } from "inngest";

const bus = new Inngest({ id: "shop", eventKey: process.env.NEXT_PUBLIC_KEY }); // error

export const Own = () => <a onClick={() => bus.send({ name: "a/b", data: {} })} />;
