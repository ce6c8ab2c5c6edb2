import { didYouMeanHint } from '../lib/did-you-mean.ts';
import { isUnsortedCode } from './merchant-codes.ts';
import type { ParsedDefinition } from './parse-definition.ts';
import { type Problem, type ProblemCode, sortProblems } from './problem.ts';
import type { PathStep } from './yaml-source.ts';

/** What the dictionary knows. */
export interface KnownNames {
  readonly merchants: ReadonlySet<string>;
  /** Merchant category codes that it gives a category. */
  readonly codes: { has(code: string): boolean };
}

type Filter = { readonly merchants?: unknown; readonly mcc?: unknown };

/** Merchants and codes that definitions look for must exist, or their evidence waits for what never comes. */
export function checkNames(definitions: Iterable<ParsedDefinition>, known: KnownNames): Problem[] {
  const problems: Problem[] = [];
  for (const { source, yaml, file } of definitions) {
    if (source.kind !== 'hypothesis') continue;
    const complain = (code: ProblemCode, path: readonly PathStep[], message: string): void => {
      problems.push({ code, file, ...yaml.place(path), message });
    };
    const look = (filter: Filter, path: readonly PathStep[]): void => {
      listOf(filter.merchants).forEach((merchant, index) => {
        if (known.merchants.has(merchant)) return;
        const hint = didYouMeanHint(merchant, known.merchants);
        const message = `the dictionary knows no merchant "${merchant}".${hint}`;
        complain('MS_DEF_UNKNOWN_MERCHANT', [...path, 'merchants', index], message);
      });
      listOf(filter.mcc).forEach((code, index) => {
        if (known.codes.has(code) || isUnsortedCode(code)) return;
        complain(
          'MS_DEF_UNKNOWN_MCC',
          [...path, 'mcc', index],
          `ISO 18245 has no merchant category code ${code}`,
        );
      });
    };
    if (source.subject !== 'customer') {
      for (const [kind, filter] of Object.entries(source.subject)) look(filter, ['subject', kind]);
    }
    for (const [field, list] of Object.entries({
      evidence: source.evidence,
      exclusions: source.exclusions ?? [],
    })) {
      list.forEach(({ observe }, index) => {
        for (const [kind, filter] of Object.entries(observe)) look(filter, [field, index, 'observe', kind]);
      });
    }
  }
  return sortProblems(problems);
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
