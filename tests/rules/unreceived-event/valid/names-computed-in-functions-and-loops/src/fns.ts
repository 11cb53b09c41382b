import { bus, jobEvent, on } from "./bus";
const PREFIX = "audit";
const lists = ["one", "two"].map((list) => ({ event: `lists/${list}` }));
export const a = bus.createFunction({ id: "a" }, { event: jobEvent("import") }, run);
export const b = bus.createFunction({ id: "b" }, { event: "jobs/imports" }, run);
export const c = bus.createFunction({ id: "c" }, { event: PREFIX + "/lost" }, run);
export const d = bus.createFunction({ id: "d" }, { event: `${PREFIX}/found` }, run);
export const e = bus.createFunction({ id: "e" }, lists, run);
export const f = (kind) => bus.createFunction({ id: kind }, on(kind), run);
for (const each of teams) {
  const id = `team-${each}`;
  found.push(bus.createFunction({ id }, { event: `run/${id}` }, run));
}
for (const each of people) {
  const id = `person-${each}`;
  found.push(bus.createFunction({ id }, { event: `run/${id}` }, run));
}
export const go = () =>
  bus.send([
    { name: "jobs/import" },
    { name: "audit/lost" },
    { name: "audit/found" },
    { name: "lists/one" },
    { name: "run/team-one" },
  ]);
