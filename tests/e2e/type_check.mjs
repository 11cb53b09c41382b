// Type-check projects as `tsc --noEmit` does, in one process: what they share is parsed once.
import { createRequire } from "node:module";
import { join } from "node:path";

const projects = process.argv.slice(2);
const ts = createRequire(join(projects[0], "/"))("typescript");
const parsed = new Map();
let failed = false;

for (const project of projects) {
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: report };
  const config = ts.getParsedCommandLineOfConfigFile(
    join(project, "tsconfig.json"),
    { noEmit: true, incremental: false },
    host,
  );
  const compiler = ts.createCompilerHost(config.options);
  const read = compiler.getSourceFile;
  compiler.getSourceFile = (name, how, ...rest) => {
    if (!name.includes("/node_modules/")) return read(name, how, ...rest);
    const key = JSON.stringify([name, how, config.options.target]);
    if (!parsed.has(key)) parsed.set(key, read(name, how, ...rest));
    return parsed.get(key);
  };
  const program = ts.createProgram(config.fileNames, config.options, compiler);
  [...config.errors, ...ts.getPreEmitDiagnostics(program)].forEach(report);
}
process.exitCode = failed ? 1 : 0;

function report(diagnostic) {
  const format = {
    getCurrentDirectory: ts.sys.getCurrentDirectory,
    getCanonicalFileName: (name) => name,
    getNewLine: () => "\n",
  };
  process.stdout.write(ts.formatDiagnostic(diagnostic, format));
  failed = true;
}
