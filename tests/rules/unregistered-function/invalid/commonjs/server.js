const { serve } = require("inngest/express");
const { inngest } = require("./client");
const { a } = require("./a");
const gone = require("./client");
module.exports = serve({
  client: inngest,
  functions: [
    a,
    gone, // error
  ],
});
