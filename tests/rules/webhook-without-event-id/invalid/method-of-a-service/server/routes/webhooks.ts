import { Films } from "../service";
export function register(router: Router) {
  router.post("/mux", async (req, res) => {
    const films = new Films();
    await films.handle(JSON.parse(req.body));
    res.json({ received: true });
  });
}
