import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { JsonScanner } from '../../../src/intake/json/scanner.ts';

interface Found {
  readonly objects: readonly { readonly value: unknown; readonly path: string; readonly line: number }[];
  readonly broken: readonly { readonly detail: string; readonly line: number }[];
}

function scan(
  text: string,
  cuts: readonly number[] = [],
  wanted = (path: string) => path === 'list.*',
): Found {
  const objects: { value: unknown; path: string; line: number }[] = [];
  const broken: { detail: string; line: number }[] = [];
  const scanner = new JsonScanner(wanted, {
    object: (found, path, line) => objects.push({ value: JSON.parse(found), path, line }),
    broken: (detail, _text, line) => broken.push({ detail, line }),
  });
  let from = 0;
  for (const cut of [...new Set(cuts)].filter((at) => at <= text.length).sort((a, b) => a - b)) {
    scanner.push(text.slice(from, cut));
    from = cut;
  }
  scanner.push(text.slice(from));
  scanner.end();
  return { objects, broken };
}

describe('objects at wanted paths', () => {
  test('are found in one document, with their lines', () => {
    const { objects } = scan('{"other":[{"a":1}],\n"list":[\n{"a":1},{"b":{"list":[{"c":2}]}}\n]}');
    expect(objects).toEqual([
      { value: { a: 1 }, path: 'list.*', line: 3 },
      { value: { b: { list: [{ c: 2 }] } }, path: 'list.*', line: 3 },
    ]);
  });

  test('are found in documents that follow each other, and in a list around documents', () => {
    const page = '{"list":[{"a":1}]}';
    for (const text of [`${page}\n${page}`, `${page}${page}`, `[${page},\n${page}]`]) {
      expect(scan(text).objects).toHaveLength(2);
    }
  });

  test('are not confused by brackets, colons and quotes in strings', () => {
    const value = { a: '}]"\\{[:,', 'list":[{': 'x\\' };
    expect(scan(JSON.stringify({ list: [value], z: '"list":[{}' })).objects).toEqual([
      { value, path: 'list.*', line: 1 },
    ]);
  });

  test('are the same wherever the text is cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.dictionary(fc.string(), fc.jsonValue()), { maxLength: 5 }),
        fc.array(fc.nat(400)),
        fc.constantFrom(0, 2),
        (list, cuts, indent) => {
          const text = JSON.stringify({ before: list, list, after: { list } }, null, indent);
          expect(scan(text, cuts).objects.map(({ value }) => value)).toEqual(
            JSON.parse(JSON.stringify(list)),
          );
          expect(scan(text, cuts)).toEqual(scan(text));
        },
      ),
    );
  });
});

describe('what is no JSON', () => {
  test('is told, and the next line that begins a document is read', () => {
    const { objects, broken } = scan('{"list":[{"a":1}]}\n{"list":[{"a":2}}]\n{"list":[{"a":3}]}');
    expect(objects.map(({ value }) => value)).toEqual([{ a: 1 }, { a: 2 }, { a: 3 }]);
    expect(broken).toEqual([{ detail: 'a bracket closes what is not open', line: 2 }]);
  });

  test('that ends too early keeps what was whole', () => {
    const { objects, broken } = scan('{"list":[{"a":1},{"a":');
    expect(objects).toHaveLength(1);
    expect(broken).toEqual([{ detail: 'the document ends before it is whole', line: 1 }]);
  });

  test('nested a million deep is refused once', () => {
    expect(scan(`{"list":${'['.repeat(1_000_000)}`).broken).toHaveLength(1);
  });

  test('never throws', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('{', '}', '[', ']', '"', ':', ',', '\\', '\n', 'list', '1')),
        (parts) => {
          let seen = 0;
          const scanner = new JsonScanner(() => true, {
            object: () => seen++,
            broken: () => seen++,
          });
          for (const part of parts) scanner.push(part);
          scanner.end();
          expect(seen).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });
});
