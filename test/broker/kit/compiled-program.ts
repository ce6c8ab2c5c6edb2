import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { compile } from '../../runtime/compiled.ts';

/** The compiled program with its compiled dictionary: processes that are killed often start soon. */
export function compileProgram(): (module: string) => string {
  const compiled = compile();
  execFileSync(process.execPath, [fileURLToPath(compiled('src/cli/build-dictionary.ts'))]);
  return compiled;
}
