import { userCreated } from "@/lib/events";
import { inngest } from "@/lib/inngest";
