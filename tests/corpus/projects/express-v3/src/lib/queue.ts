import { Queue } from "bullmq"; // expect: queue-library

export const mailQueue = new Queue("mail");
