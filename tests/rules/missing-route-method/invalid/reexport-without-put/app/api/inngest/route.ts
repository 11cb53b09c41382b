export { GET, POST } from "../../../lib/serve";
