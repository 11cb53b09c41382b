import { serve } from "inngest/next";
import { inngest, closePoll, openPoll } from "../../inngest";

export default serve({ client: inngest, functions: [closePoll, openPoll] }); // fine: the Pages Router has one export
