const { serve } = require("inngest/express");
const { bus, functions } = require("./jobs");
module.exports = serve({ client: bus, functions });
