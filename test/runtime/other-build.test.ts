import { Buffer } from 'node:buffer';
import { expect, test } from 'vitest';
import { JOURNAL_FORMAT, readJournal } from '../../src/runtime/embedded/journal.ts';
import { createBatch } from '../../src/store/batch.ts';
import { journalKey } from '../../src/store/keys.ts';
import { openStore } from '../../src/store/open-store.ts';
import { scratch } from './helpers.ts';

test.each([
  ['an earlier build', JOURNAL_FORMAT - 1],
  ['a later build', JOURNAL_FORMAT + 1],
])('a run that %s began is refused by name, and left as it is', async (_name, format) => {
  const { store } = await openStore({ engine: 'memory', location: scratch() });
  const batch = createBatch();
  batch.put(journalKey('run'), Buffer.from(JSON.stringify({ format })));
  await store.write(batch, { sync: false });
  await expect(readJournal(store)).rejects.toMatchObject({ code: 'MS_RUN_OTHER_BUILD', retriable: false });
  expect((await store.getMany([journalKey('run')]))[0]).toBeDefined();
  await store.close();
});
