import { inngest } from "../inngest";

app.post("/webhooks/groups", async (req, res) => {
  try {
    for (const item of req.body.value) {
      try {
        await inngest.send({ name: "group/changed", data: item, id: `group-${item.id}` });
      } catch (error) { // error
        console.error(error);
      }
    }
    res.status(200).json({ received: true });
  } catch (error) {
    res.status(500).json({ error: "failed" });
  }
});
