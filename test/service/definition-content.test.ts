import { expect, test } from 'vitest';
import { compileDefinitions } from '../../src/definitions/compile-definitions.ts';
import { readDefinitionFiles } from '../../src/runtime/load-definitions.ts';
import { compileContent, encodeDefinitions } from '../../src/runtime/service/definition-content.ts';

const files = readDefinitionFiles();

test('definitions that were published compile to what they meant, under their epoch', () => {
  const compiled = compileDefinitions(files, 'dictionary', 12);
  const set = 'set' in compiled ? compiled.set : undefined;
  expect(compileContent(encodeDefinitions(files, 'dictionary'), 12)).toStrictEqual(set);
});

test.each([
  ['no JSON', Buffer.from('{')],
  ['a format of a newer build', Buffer.from('{"format":2,"files":[],"dictionaryHash":""}')],
  ['a definition that does not compile', encodeDefinitions([{ file: 'x.yaml', text: 'id: x' }], 'd')],
])('%s is refused with its place', (_, content) => {
  expect(() => compileContent(content, 3)).toThrow(/offset 3 of the topic of definitions cannot be used/);
});
