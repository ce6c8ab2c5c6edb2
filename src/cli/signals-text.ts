import { domainOfFile } from '../definitions/file-name.ts';
import { signalsPage } from '../explain/signals-page.ts';
import { loadSet } from './load-set.ts';

/** The text of `docs/signals.md` as the shipped definitions give it. */
export function signalsText(): string {
  const { sources } = loadSet();
  return signalsPage(
    [...sources.values()].map(({ source, file }) => ({ source, domain: domainOfFile(file) })),
  );
}
