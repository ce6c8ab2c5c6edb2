import { describe, test } from 'vitest';
import { probeRocksdb } from '../../src/store/rocksdb-probe.ts';
import { storeContract } from './contract.ts';
import { diskContract } from './disk-contract.ts';

const answer = await probeRocksdb(undefined);

storeContract('memory');
storeContract('rocksdb-native');
diskContract('rocksdb-native');

if (answer.works) {
  storeContract('rocksdb');
  diskContract('rocksdb');
} else {
  describe('rocksdb', () => {
    test.skip(`NOT TESTED HERE: ${answer.why}`, () => undefined);
  });
}
