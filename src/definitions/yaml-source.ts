import {
  Composer,
  type CST,
  type Document,
  isMap,
  isPair,
  isSeq,
  LineCounter,
  type Node,
  Parser,
  visit,
} from 'yaml';
import type { Place, Problem, ProblemCode } from './problem.ts';

/** A definition longer than this is a mistake or an attack. */
export const TEXT_BYTES_MAX = 65_536;
/** Lists and maps inside each other; the composer recurses, and a stack that overflows there ends the process. */
const DEPTH_MAX = 24;

/** A step into a map or list. */
export type PathStep = string | number;

/** A text that was read as YAML: its plain value, and where each part of it stands. */
export interface YamlSource {
  readonly file: string;
  readonly value: unknown;
  /** The place of the value at a path, or of the nearest part that exists above it. */
  place(path: readonly PathStep[]): Place;
  /** The place of the key at a path, as an editor would mark it. */
  keyPlace(path: readonly PathStep[]): Place;
}

/** Reads text as one YAML document of plain maps, lists, texts and numbers; everything beyond that is a problem. */
export function readYaml(text: string, file: string): YamlSource | { readonly problems: readonly Problem[] } {
  const refused = refuseText(text, file);
  if (refused !== undefined) return { problems: [refused] };
  const lines = new LineCounter();
  const problemAt = (code: ProblemCode, offset: number, message: string): Problem => {
    const { line, col } = lines.linePos(Math.max(0, Math.min(offset, text.length)));
    return { code, file, line: Math.max(1, line), column: Math.max(1, col), message };
  };
  const tokens = [...new Parser(lines.addNewLine).parse(text)];
  const tooDeep = offsetTooDeep(tokens);
  if (tooDeep !== undefined) {
    return {
      problems: [problemAt('MS_DEF_DEPTH', tooDeep, `nested deeper than ${DEPTH_MAX} lists and maps`)],
    };
  }
  const composer = new Composer({
    schema: 'core',
    prettyErrors: false,
    uniqueKeys: true,
    lineCounter: lines,
  });
  const documents = [...composer.compose(tokens, true, text.length)];
  const document = documents[0]!;
  const problems = documents.flatMap((each) => documentProblems(each, problemAt));
  const second = documents[1];
  if (second !== undefined) {
    problems.push(
      problemAt('MS_DEF_YAML', second.range[0], 'a second document begins here; one file holds one'),
    );
  }
  // What a tab breaks further down is told by the tab alone.
  const tabs = problems.filter(({ code }) => code === 'MS_DEF_TAB');
  if (problems.length > 0) return { problems: tabs.length > 0 ? tabs : problems };
  return locate(document, file, (offset) => problemAt('MS_DEF_YAML', offset, ''));
}

/** Bounds and characters are looked at before anything is parsed. */
function refuseText(text: string, file: string): Problem | undefined {
  const start = { file, line: 1, column: 1 };
  if (text.length > TEXT_BYTES_MAX || Buffer.byteLength(text) > TEXT_BYTES_MAX) {
    return { ...start, code: 'MS_DEF_TOO_LARGE', message: `longer than ${TEXT_BYTES_MAX / 1024} KiB` };
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
  const bad = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffd]/.exec(text);
  if (bad === null) return undefined;
  const before = text.slice(0, bad.index).split('\n');
  const code = bad[0].charCodeAt(0).toString(16).padStart(4, '0');
  return {
    code: 'MS_DEF_ENCODING',
    file,
    line: before.length,
    column: before.at(-1)!.length + 1,
    message: `character U+${code.toUpperCase()} does not belong into a text`,
  };
}

/** Walks the tokens with a stack of its own and gives the first offset that lies too deep. */
function offsetTooDeep(tokens: readonly CST.Token[]): number | undefined {
  const pending: { token: CST.Token; depth: number }[] = tokens.map((token) => ({ token, depth: 0 }));
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { token, depth } = next;
    if (depth > DEPTH_MAX) return token.offset;
    if (token.type === 'document') {
      if (token.value !== undefined) pending.push({ token: token.value, depth });
    } else if ('items' in token) {
      for (const item of token.items) {
        if (item.key) pending.push({ token: item.key, depth: depth + 1 });
        if (item.value) pending.push({ token: item.value, depth: depth + 1 });
      }
    }
  }
  return undefined;
}

type ProblemAt = (code: ProblemCode, offset: number, message: string) => Problem;

function documentProblems(document: Document.Parsed, problemAt: ProblemAt): Problem[] {
  const problems = [...document.errors, ...document.warnings].map((error) =>
    problemAt(codeOf(error.code), error.pos[0], lowerFirst(error.message.split('\n')[0] ?? '')),
  );
  visit(document, {
    Node(_key, node) {
      const offset = node.range?.[0] ?? 0;
      if ('anchor' in node && node.anchor !== undefined) {
        problems.push(problemAt('MS_DEF_ALIAS', offset, `anchor "&${node.anchor}" is not allowed here`));
      }
    },
    Alias(_key, node) {
      problems.push(
        problemAt(
          'MS_DEF_ALIAS',
          node.range?.[0] ?? 0,
          `alias "*${node.source}" is not allowed; write it out`,
        ),
      );
    },
    Pair(_key, pair) {
      const key = pair.key;
      if (isMap(key) || isSeq(key)) {
        problems.push(problemAt('MS_DEF_YAML', key.range?.[0] ?? 0, 'a key must be a plain word'));
      }
    },
  });
  return problems;
}

function codeOf(code: string): ProblemCode {
  if (code === 'DUPLICATE_KEY') return 'MS_DEF_DUPLICATE_KEY';
  if (code === 'TAB_AS_INDENT') return 'MS_DEF_TAB';
  if (code === 'BAD_ALIAS' || code === 'MULTIPLE_ANCHORS') return 'MS_DEF_ALIAS';
  if (code === 'RESOURCE_EXHAUSTION') return 'MS_DEF_DEPTH';
  return 'MS_DEF_YAML';
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}

function locate(document: Document.Parsed, file: string, placeOf: (offset: number) => Place): YamlSource {
  const root = document.contents as Node | null;
  const at = (offset: number | undefined): Place => {
    const { line, column } = placeOf(offset ?? 0);
    return { line, column };
  };
  return {
    file,
    // The visit above has refused every alias, so nothing is expanded here.
    value: document.toJS({ maxAliasCount: 0 }),
    place: (path) => at(nodeAt(root, path)?.range?.[0]),
    keyPlace: (path) => at(keyAt(root, path)?.range?.[0] ?? nodeAt(root, path)?.range?.[0]),
  };
}

/** The node at a path, or the last one on the way to it. */
function nodeAt(root: Node | null, path: readonly PathStep[]): Node | null {
  let node = root;
  for (const step of path) {
    const next = childOf(node, step)?.value ?? childOf(node, step)?.key;
    if (next === undefined || next === null) return node;
    node = next;
  }
  return node;
}

function keyAt(root: Node | null, path: readonly PathStep[]): Node | null | undefined {
  const last = path.at(-1);
  return last === undefined ? root : childOf(nodeAt(root, path.slice(0, -1)), last)?.key;
}

function childOf(node: Node | null, step: PathStep): { key?: Node | null; value: Node | null } | undefined {
  if (isSeq(node)) {
    const item = node.items[Number(step)] as Node | undefined;
    return item === undefined ? undefined : { value: item };
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find((item) => isPair(item) && String(item.key) === String(step));
  return pair === undefined ? undefined : { key: pair.key as Node | null, value: pair.value as Node | null };
}
