import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { JsonScanner } from '../../../src/intake/json-stream/json-scanner.ts';
import type { ListTree } from '../../../src/intake/json-stream/list-tree.ts';

const TREE: ListTree = { list: true, inner: { list: true } };

interface Found {
  readonly heads: readonly unknown[];
  readonly elements: readonly { readonly value: unknown; readonly at: string }[];
  readonly documents: readonly unknown[];
  readonly refused: readonly string[];
  readonly bytes: readonly string[];
}

function scan(input: string | Uint8Array, cuts: readonly number[] = [], tree = TREE): Found {
  const found = {
    heads: [] as unknown[],
    elements: [] as { value: unknown; at: string }[],
    documents: [] as unknown[],
    refused: [] as string[],
    bytes: [] as string[],
  };
  const scanner = new JsonScanner(tree, {
    page: (head) => found.heads.push(head),
    element(list, value, { line, path, index, bytes }) {
      found.elements.push({ value, at: `${list} ${line} ${path} ${index}` });
      found.bytes.push(Buffer.from(bytes()).toString());
    },
    document(value, { bytes }) {
      found.documents.push(value);
      found.bytes.push(Buffer.from(bytes()).toString());
    },
    refuse(code, _detail, { line, path, bytes }) {
      found.refused.push(`${code} ${line} ${path}`.trimEnd());
      found.bytes.push(Buffer.from(bytes()).toString('latin1'));
    },
  });
  const bytes = Buffer.from(input as string);
  let from = 0;
  for (const cut of [...new Set(cuts)].filter((at) => at < bytes.length).sort((a, b) => a - b)) {
    // A copy that is spoilt afterwards: a chunk is the caller's, and holds only while it is pushed.
    const chunk = Buffer.from(bytes.subarray(from, cut));
    scanner.push(chunk);
    chunk.fill(0);
    from = cut;
  }
  scanner.push(bytes.subarray(from));
  scanner.end();
  return found;
}

const everywhere = (text: string) => Array.from({ length: Buffer.byteLength(text) }, (_, index) => index);
const values = (found: Found) => found.elements.map(({ value }) => value);

describe('records in lists', () => {
  test('are found in one document, with line, path and index', () => {
    const { elements } = scan('{"other":[{"a":1}],\n"list":[\n{"a":1},{"b":{"list":[{"c":2}]}}\n]}');
    expect(elements).toEqual([
      { value: { a: 1 }, at: 'list 3 /list/0 0' },
      { value: { b: { list: [{ c: 2 }] } }, at: 'list 3 /list/1 1' },
    ]);
  });

  test('know what stood before them, in the objects on the way too', () => {
    const { heads } = scan('{"account":{"iban":"x"},"n":1,"inner":{"deep":[1], "list":[{}]}}');
    expect(heads).toEqual([{ account: { iban: 'x' }, n: 1, inner: { deep: [1] } }]);
  });

  test('are found in documents that follow each other, and in a list around documents', () => {
    const page = '{"list":[{"a":1}]}';
    for (const text of [`${page}\n${page}`, `${page}${page}`, `[${page},\n${page}]`, `${page},${page}`])
      expect(scan(text).elements).toHaveLength(2);
    expect(scan(`[${page},\n${page}]`).elements[1]!.at).toBe('list 2 /1/list/0 0');
  });

  test('are not confused by brackets, colons and quotes in strings', () => {
    const value = { a: '}]"\\{[:,', 'list":[{': 'x\\', '\u00e4': '\ud83d\ude00' };
    const text = JSON.stringify({ list: [value], z: '"list":[{}' });
    expect(scan(text, everywhere(text))).toEqual(scan(text));
    expect(values(scan(text))).toEqual([value]);
  });

  test('that are no objects are handed on for what they are', () => {
    expect(values(scan('{"list":[1, "a,b]", null ,[2],true]}'))).toEqual([1, 'a,b]', null, [2], true]);
  });

  test('are the same wherever the bytes are cut, and however they are written', () => {
    fc.assert(
      fc.property(
        fc.array(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 })), { maxLength: 5 }),
        fc.array(fc.nat(600)),
        fc.constantFrom(0, 2),
        (list, cuts, indent) => {
          const text = JSON.stringify({ before: list, list, after: { list } }, null, indent);
          expect(values(scan(text, cuts))).toEqual(JSON.parse(JSON.stringify(list)));
          expect(scan(text, cuts)).toEqual(scan(text));
        },
      ),
    );
  });
});

describe('documents without lists', () => {
  test('are records themselves: a line each, in an array, or over many lines', () => {
    for (const text of [
      '{"a":1}\n{"a":2}\n',
      '{"a":1}\r\n\r\n{"a":2}',
      '\ufeff{"a":1}\n{"a":2}',
      '[{"a":1},{"a":2}]',
      '[\n{"a":1},\n{"a":2}\n]\n',
      '{\n "a": 1\n}\n{\n"a":\n2}',
    ]) {
      expect(scan(text).documents).toEqual([{ a: 1 }, { a: 2 }]);
      expect(scan(text, everywhere(text))).toEqual(scan(text));
      expect(scan(text, [], {}).documents).toEqual([{ a: 1 }, { a: 2 }]);
    }
  });

  test('an empty file, and one of blanks, hold nothing and are good', () => {
    for (const text of ['', ' \n\r\n', '\ufeff', '[]', '{"list":[]}'])
      expect({ ...scan(text), heads: [] }).toEqual({
        heads: [],
        elements: [],
        documents: [],
        refused: [],
        bytes: [],
      });
  });

  test('a null on a line of its own is a document', () => {
    expect(scan('{"a":1}\nnull\n{"a":2}').documents).toEqual([{ a: 1 }, null, { a: 2 }]);
  });
});

describe('what is no JSON is refused with its place, and the rest goes on', () => {
  test('half a record on a line of its own, whatever it breaks off in', () => {
    for (const half of [
      '{"a":1,"b',
      '{"a":1,"b":',
      '{"a":1,',
      '{"a":{"b":1',
      '{"a":[1',
      '{"a":[{"b":1}',
      'garbage',
      '{"a":1}}',
    ])
      for (const tree of [TREE, {}]) {
        const found = scan(`{"a":1}\n${half}\n{"a":3}\n{"a":4}\n`, [], tree);
        expect([half, found.documents.slice(-2)]).toEqual([half, [{ a: 3 }, { a: 4 }]]);
        expect(found.refused[0]).toMatch(/^MS_JSON 2/);
      }
  });

  test('half an element in a list with an element a line', () => {
    const found = scan('[\n{"a":1},\n{"a":2,"b\n{"a":3},\n{"a":4}\n]', [], {});
    expect(found.documents).toEqual([{ a: 1 }, { a: 3 }, { a: 4 }]);
    expect(found.refused).toEqual(['MS_JSON 3 /1']);
  });

  test('a list that closes with the wrong bracket costs its own document', () => {
    const found = scan('{"list":[{"a":1}]}\n{"list":[{"a":2}}]\n{"list":[{"a":3}]}');
    expect(values(found)).toEqual([{ a: 1 }, { a: 2 }, { a: 3 }]);
  });

  test('a document that is cut off keeps what stood whole before', () => {
    const found = scan('{"list":[{"a":1},{"a":');
    expect(values(found)).toEqual([{ a: 1 }]);
    expect(found.refused).toEqual(['MS_JSON 1 /list/1']);
    expect(found.bytes.at(-1)).toBe('{"a":');
  });

  test('a key that stands twice in one object, at any depth', () => {
    const found = scan('{"list":[{"a":1,"a":2},{"b":{"c":1,"\\u0063":2}},{"a":1}]}');
    expect(found.refused).toEqual(['MS_JSON_DUPLICATE_KEY 1 /list/0', 'MS_JSON_DUPLICATE_KEY 1 /list/1']);
    expect(values(found)).toEqual([{ a: 1 }]);
  });

  test('nesting deeper than 64, once, and the next record is read', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const found = scan(`{"list":[{"a":${deep}},{"a":1}]}`);
    expect(found.refused).toEqual(['MS_JSON_DEPTH 1 /list/0']);
    expect(values(found)).toEqual([{ a: 1 }]);
    expect(scan(`{"list":${'[{"a":'.repeat(100_000)}`).refused).toHaveLength(1);
  });

  test('a record of more than a mebibyte, of which a mebibyte is kept', () => {
    const text = `{"list":[{"a":"${'x'.repeat(2_000_000)}"},{"a":1}]}`;
    const found = scan(text, [10, 500_000, 1_500_000]);
    expect(found.refused).toEqual(['MS_JSON_TOO_LONG 1 /list/0']);
    expect(found.bytes[0]).toHaveLength(1_048_576);
    expect(values(found)).toEqual([{ a: 1 }]);
    expect(scan(text)).toEqual(found);
  });

  test('bytes that are no UTF-8', () => {
    const text = Buffer.concat([
      Buffer.from('{"list":[{"a":"'),
      Buffer.from([0xe4]),
      Buffer.from('"},{"a":1}]}'),
    ]);
    const found = scan(text);
    expect(found.refused).toEqual(['MS_ENCODING 1 /list/0']);
    expect(values(found)).toEqual([{ a: 1 }]);
  });

  test('never throws, and is the same wherever it is cut', () => {
    const part = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      ':',
      ',',
      '\\',
      '\n',
      '"list"',
      '"a":',
      '1',
      ' ',
      '\u00e4',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 60 }), fc.array(fc.nat(120)), (parts, cuts) => {
        const text = parts.join('');
        expect(scan(text, cuts)).toEqual(scan(text));
      }),
      { numRuns: 2000 },
    );
  });
});
