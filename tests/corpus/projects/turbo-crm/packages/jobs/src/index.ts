import { leadFunctions } from "./leads";
import * as mail from "./mail";
import { syncFunctions } from "./sync";

export { inngest } from "./client";
export const functions = [...leadFunctions, mail.sendMail, ...syncFunctions];
