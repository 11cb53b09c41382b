import { inngest } from "@/lib/inngest";
