const express = require("express");
const { serve } = require("inngest/express");
const { inngest } = require("./inngest");
const { functions } = require("./jobs");

const app = express();
app.use(express.json({ limit: "4mb" }));
app.use("/api/inngest", serve({ client: inngest, functions })); // fine: a list from another module
app.post("/join", async (req, res) => {
  await inngest.send({ name: "user/joined", data: { userId: req.body.id } }); // fine: awaited
  inngest.send({ name: "post/removed", data: { ids: [] } }).then(() => res.json({})); // expect: unawaited-send
});
app.post("/leave", (req, res) => {
  inngest.send({ name: "post/removed", data: { ids: req.body.ids } }); // expect: unawaited-send
  res.json({});
});
app.listen(3000);
