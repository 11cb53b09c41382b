import { Router } from "express";
import { serve as mount } from "inngest/hono"; // error
import { bus } from "../lib";

const router = Router();
const handler = mount({ client: bus, functions: [] });
router.all("/api/inngest", handler);
