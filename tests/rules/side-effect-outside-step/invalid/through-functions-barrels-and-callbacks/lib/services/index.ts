export * as cards from "../cards";
