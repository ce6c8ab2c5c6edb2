import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findPartySecret, PARTY_SECRET_FILE } from '../../src/runtime/embedded/party-secret.ts';
import { givenPartySecret } from '../../src/runtime/given-party-secret.ts';

const scratch = () => mkdtempSync(join(tmpdir(), 'milestream-secret-'));

test('a run without a key makes one for its owner only, says so, and keeps it', () => {
  const location = scratch();
  const made = findPartySecret({}, { location });
  const path = join(location, PARTY_SECRET_FILE);
  expect(made.secret).toMatch(/^[0-9a-f]{64}$/);
  expect(made.said).toContain(path);
  expect(made.said).not.toContain(made.secret);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readFileSync(path, 'utf8')).toBe(`${made.secret}\n`);
  expect(findPartySecret({}, { location })).toStrictEqual({ secret: made.secret, said: '' });
});

test('a key that was given wins, and nothing is written', () => {
  const location = scratch();
  const given = { partySecret: 'sixteen letters!' };
  expect(findPartySecret(given, { location })).toStrictEqual({ secret: 'sixteen letters!', said: '' });
  expect(() => statSync(join(location, PARTY_SECRET_FILE))).toThrow('ENOENT');
});

test('without a state directory the key lives as long as the run, and that is said', () => {
  const made = findPartySecret({}, { location: undefined });
  expect(made.said).toContain('forgotten');
  expect(findPartySecret({}, { location: undefined }).secret).not.toBe(made.secret);
});

test('a key of 16 characters will do, one of 15 will not', () => {
  expect(givenPartySecret(undefined, { MILESTREAM_KEY: 'x'.repeat(16) })).toStrictEqual({
    partySecret: 'x'.repeat(16),
  });
  expect(() => givenPartySecret(undefined, { MILESTREAM_KEY: 'x'.repeat(15) })).toThrow('at least 16');
});

test('the file wins over the environment; a file that is not there is an error', () => {
  const file = join(scratch(), 'key');
  writeFileSync(file, `${'k'.repeat(32)}\n`);
  const environment = { MILESTREAM_KEY: 'x'.repeat(16) };
  expect(givenPartySecret(file, environment)).toStrictEqual({ partySecret: 'k'.repeat(32) });
  expect(() => givenPartySecret(`${file}-not`, environment)).toThrow('cannot be read');
  expect(givenPartySecret(undefined, {})).toStrictEqual({});
});
