const { serve } = require("inngest/express");
const { inngest } = require("./client");
const { a } = require("./a");
const all = require("./a");
const c = require("./c");
const { renamed } = require("./d");
module.exports = serve({
  client: inngest,
  functions: [a, all.b, ...all.c, c, renamed, require("./e").e],
});
