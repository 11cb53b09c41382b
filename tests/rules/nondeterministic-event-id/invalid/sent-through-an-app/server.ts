import { build } from "./build";
const app = build({ logger: true });
export default app;
