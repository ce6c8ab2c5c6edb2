import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Compiles the program and this folder's helpers into a folder of their own, since worker threads and child processes
 * of Node 20 read JavaScript only. Gives the URL of a compiled module by its path in the checkout.
 */
export function compile(): (module: string) => string {
  const cache = join(ROOT, 'node_modules', '.cache');
  mkdirSync(cache, { recursive: true });
  const directory = mkdtempSync(join(cache, 'milestream-runtime-'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  const config = {
    extends: join(ROOT, 'tsconfig.json'),
    compilerOptions: { noEmit: false, rootDir: ROOT, outDir: directory, noCheck: true },
    files: [
      'src/runtime/run-embedded.ts',
      'src/runtime/embedded/thread.ts',
      'src/runtime/core-engine.ts',
      'src/cli/main.ts',
      'src/cli/build-dictionary.ts',
      'src/runtime/service/service-thread.ts',
      'test/runtime/stand-in-engine.ts',
      'test/runtime/run-child.ts',
    ]
      .map((path) => join(ROOT, path))
      .filter((path) => existsSync(path)),
    include: [],
  };
  for (const data of ['merchant-dictionary', 'signal-definitions'])
    symlinkSync(join(ROOT, data), join(directory, data));
  writeFileSync(join(directory, 'package.json'), '{"type":"module","version":"0.0.0"}');
  writeFileSync(join(directory, 'tsconfig.json'), JSON.stringify(config));
  execFileSync(join(ROOT, 'node_modules/.bin/tsc'), ['-p', join(directory, 'tsconfig.json')]);
  return (module) => pathToFileURL(join(directory, module.replace(/\.ts$/, '.js'))).href;
}
