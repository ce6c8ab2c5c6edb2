// Runs `writeUntilKilled` in a process of its own, on every Node that is supported: Node 20 cannot read types itself.
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

const fromVitest = createRequire(createRequire(import.meta.url).resolve('vitest/package.json'));
const { runnerImport } = await import(pathToFileURL(fromVitest.resolve('vite')).href);
const [engine, location, sync] = process.argv.slice(2);
const options = { configFile: false, logLevel: 'silent' };
const { module } = await runnerImport(fileURLToPath(new URL('./kill-writer.ts', import.meta.url)), options);
await module.writeUntilKilled(engine, location, sync === 'sync');
