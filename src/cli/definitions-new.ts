import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { compileDefinitions } from '../definitions/compile-definitions.ts';
import { DOMAINS, isIncome, type NewDefinition, newDefinitionText } from '../definitions/new-definition.ts';
import { newTimelinesText } from '../definitions/new-timelines.ts';
import { formatProblem } from '../definitions/problem.ts';
import { parseTimelines } from '../definitions/timeline.ts';
import { OperationalError, UsageError } from '../errors/operational-error.ts';
import { either, moneyWords } from '../explain/category-words.ts';
import { didYouMeanHint } from '../lib/did-you-mean.ts';
import { dayOfInstantIn } from '../lib/zone.ts';
import { createMatcher, type Matcher } from '../merchants/matcher.ts';
import { CATEGORIES, type Sensitivity } from '../model/taxonomy.ts';
import { runTimeline } from '../runtime/definition-tests.ts';
import { DEFINITIONS_FOLDER, readDefinitionFiles } from '../runtime/load-definitions.ts';
import { loadDictionary } from './load-dictionary.ts';
import { sampleLines } from './sample-lines.ts';

export const NEW_HELP = `milestream definitions new ID [--title TEXT --domain WORD --category ID] [--yes]

Writes a definition and its timelines, which pass \`definitions check\`, \`test\` and \`mutate\` as they stand:
something begins that shows in lines of one category and in a rhythm. What is not given is asked, on a terminal.

  --title TEXT       what a person reads
  --domain WORD      ${DOMAINS.join(', ')}, or a bank's own
  --category ID      of the taxonomy, such as family.pets, or a group of it
  --hypothesis TEXT  what it claims, in one sentence that can be wrong
  --per-year N       how often it befalls a customer in a year (0.05)
  --to FOLDER        where the domains lie (signal-definitions of this package)
  --yes              writes without asking

Example: milestream definitions new new-pet --title "New pet" --domain life --category family.pets --yes`;

const MATCHES_KEPT_MAX = 10_000;
const PER_YEAR_MAX = 12;
const DOMAIN = /^[a-z][a-z-]*$/;

type Ask = (question: string, otherwise?: string) => Promise<string>;

/** Begins a definition; gives the exit code. */
export async function beginDefinition(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      title: { type: 'string' },
      domain: { type: 'string' },
      category: { type: 'string' },
      hypothesis: { type: 'string' },
      'per-year': { type: 'string' },
      to: { type: 'string', default: DEFINITIONS_FOLDER },
      yes: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${NEW_HELP}\n`);
    return 0;
  }
  const [id, ...rest] = positionals;
  if (id === undefined || rest.length > 0)
    throw new UsageError('definitions new needs one id, such as new-pet');
  return asking(values.yes, async (ask) => {
    const title = values.title ?? (await ask('What is it called?'));
    const domain = values.domain ?? (await ask(`Which domain (${DOMAINS.join(', ')})?`));
    if (!DOMAIN.test(domain)) throw new UsageError('a domain is a word in lower case, such as life');
    const category =
      values.category ?? (await ask('Which category does the money belong to, such as family.pets?'));
    const sensitivity = sensitivityOfAll(category);
    const what = either(moneyWords([category], isIncome(category) ? 'in' : 'out'));
    const claim = `${title}: ${what} have begun to come in a rhythm, where there were none before.`;
    const hypothesis = values.hypothesis ?? (await ask('What does it claim, in one sentence?', claim));
    const perYear = perYearOf(
      values['per-year'] ?? (await ask('How often does it befall a customer in a year?', '0.05')),
    );
    const asked = { id, title, domain, category, sensitivity, hypothesis, perYear };
    const files = writtenDefinition({ ...asked, today: dayOfInstantIn('UTC')(Date.now()) }, values.to);
    const isWanted =
      values.yes || /^y/i.test(await ask(`Write ${files.map(({ file }) => file).join(' and ')}?`, 'yes'));
    if (!isWanted) return 1;
    for (const { file, text } of files) {
      mkdirSync(join(file, '..'), { recursive: true });
      writeFileSync(file, text, { flag: 'wx' });
    }
    process.stdout.write(
      `${files.map(({ file }) => file).join('\n')}\nboth pass as they stand; now make them true: milestream definitions test ${id}${values.to === DEFINITIONS_FOLDER ? '' : ` --definitions ${values.to}`}\n`,
    );
    return 0;
  });
}

/** Questions on a terminal; elsewhere what is missing is said. */
async function asking(yes: boolean, work: (ask: Ask) => Promise<number>): Promise<number> {
  if (yes || process.stdin.isTTY !== true) {
    return work((question, otherwise) => {
      if (yes && otherwise !== undefined) return Promise.resolve(otherwise);
      throw new UsageError(`not given: ${question} See milestream definitions new --help`);
    });
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const stop = new AbortController();
  terminal.once('close', () => stop.abort());
  try {
    return await work(async (question, otherwise) => {
      const answer = await terminal.question(
        `${question}${otherwise === undefined ? '' : ` [${otherwise}]`} `,
      );
      return answer.trim() === '' ? (otherwise ?? '') : answer.trim();
    });
  } catch (error) {
    // Control-C, or the end of what is typed.
    const { code } = error as { readonly code?: string };
    if (code !== 'ABORT_ERR' && code !== 'ERR_USE_AFTER_CLOSE') throw error;
    throw new OperationalError('MS_INTERRUPTED', 'nothing was written', { retriable: true, cause: error });
  } finally {
    terminal.close();
  }
}

/** A definition and its timelines as texts, after both have been checked and run. */
export function writtenDefinition(
  asked: Omit<NewDefinition, 'lines'>,
  folder: string,
): readonly { readonly file: string; readonly text: string }[] {
  const file = join(folder, asked.domain, `${asked.id}.yaml`);
  const testFile = join(folder, asked.domain, `${asked.id}.test.yaml`);
  for (const each of [file, testFile]) if (existsSync(each)) throw new UsageError(`${each} is there already`);
  const dictionary = loadDictionary();
  const enrich = createMatcher(dictionary, { cacheMax: MATCHES_KEPT_MAX });
  const lines = sampleLines(dictionary, enrich, asked.category);
  if (lines.length === 0) {
    throw new UsageError(
      `the dictionary knows no merchant and no words of "${asked.category}", so no timeline could fire: add one (docs/merchants.md), or begin with another category`,
    );
  }
  const whole = { ...asked, lines };
  const texts = { definition: newDefinitionText(whole), timelines: newTimelinesText(whole) };
  mustHold(asked.id, { file, testFile, ...texts }, { enrich, dictionaryHash: dictionary.hash });
  return [
    { file, text: texts.definition },
    { file: testFile, text: texts.timelines },
  ];
}

function mustHold(
  id: string,
  written: {
    readonly file: string;
    readonly testFile: string;
    readonly definition: string;
    readonly timelines: string;
  },
  { enrich, dictionaryHash }: { readonly enrich: Matcher; readonly dictionaryHash: string },
): void {
  const files = [...readDefinitionFiles(), { file: written.file, text: written.definition }];
  const compiled = compileDefinitions(files, dictionaryHash);
  const parsed = parseTimelines(written.timelines, written.testFile);
  if ('problems' in compiled || 'problems' in parsed) {
    const problems = [compiled, parsed].flatMap((each) => ('problems' in each ? each.problems : []));
    throw new UsageError(`it would have problems:\n${problems.map(formatProblem).join('\n')}`);
  }
  const failing = parsed.timelines.filter(
    (timeline) => !runTimeline(timeline, id, compiled.set, enrich).isPassed,
  );
  if (failing.length === 0) return;
  throw new UsageError(
    `lines of this category are not found in a rhythm, so what is written here cannot hold: ${failing.map(({ title }) => `"${title}"`).join(', ')}; begin with another category, or copy a definition`,
  );
}

const ORDER: readonly Sensitivity[] = ['L', 'M', 'H'];

/** The highest sensitivity of a category or group. */
function sensitivityOfAll(category: string): Sensitivity {
  const within = CATEGORIES.filter(({ id }) => id === category || id.startsWith(`${category}.`));
  if (within.length === 0) {
    const known = CATEGORIES.map(({ id }) => id);
    throw new UsageError(`the taxonomy knows no category "${category}".${didYouMeanHint(category, known)}`);
  }
  return ORDER[Math.max(...within.map(({ sensitivity }) => ORDER.indexOf(sensitivity)))]!;
}

function perYearOf(text: string): number {
  const perYear = Number(text);
  if (perYear > 0 && perYear <= PER_YEAR_MAX) return perYear;
  throw new UsageError(`how often in a year must be a number above 0, up to ${PER_YEAR_MAX}`);
}
