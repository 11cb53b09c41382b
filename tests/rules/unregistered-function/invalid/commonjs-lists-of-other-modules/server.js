const { serve } = require("inngest/express");
const { inngest } = require("./client");
const { functions } = require("./orders");
const { mails } = require("./mails");
const { files } = require("./files");
module.exports = serve({ client: inngest, functions: [...functions, ...mails, ...files] });
