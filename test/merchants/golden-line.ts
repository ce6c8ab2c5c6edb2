import { readdirSync, readFileSync } from 'node:fs';
import { groupOf } from '../../src/model/taxonomy.ts';
import type { Enrichment, EnrichmentQuery } from '../../src/model/transaction.ts';
import { query } from './support.ts';

/** A line with what a person says of it. */
export interface GoldenLine {
  readonly text: string;
  readonly query: EnrichmentQuery;
  /** An id; `=Name` for whoever is called so; `-` for nobody; `*` for anybody or nobody. */
  readonly merchant: string;
  /** An id; `group.*`; `-` for none; `*` for any or none. */
  readonly category: string;
  /** `*` for any. */
  readonly method: string;
}

const FOLDER = new URL('golden/', import.meta.url);

/** The names of the files of golden lines, a country or two each; the held-out ones stand apart. */
export const GOLDEN_FILES: readonly string[] = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.txt') && name !== 'held-out.txt')
  .sort();

export function readGoldenFile(name: string): GoldenLine[] {
  return readGoldenLines(readFileSync(new URL(name, FOLDER), 'utf8'));
}

/** Reads `line | currency direction [channel] [mcc] | merchant | category | method`; the method may be left out. */
export function readGoldenLines(text: string): GoldenLine[] {
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [description, facts, merchant, category, method = '*'] = line.split(' | ');
      const [currency, direction, ...rest] = facts!.split(' ');
      const mcc = rest.find((each) => /^\d{4}$/.test(each)) ?? '';
      const channel = rest.find((each) => !/^\d{4}$/.test(each)) ?? '';
      const asked = { currency: currency!, direction: direction as 'in' | 'out', mcc, channel };
      return {
        text: line,
        query: query(description!, asked),
        merchant: merchant!,
        category: category!,
        method,
      };
    });
}

const fold = (name: string): string =>
  name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');

export function isMerchantRight(line: GoldenLine, answer: Enrichment): boolean {
  if (line.merchant === '*') return true;
  if (line.merchant === '-') return answer.merchantId === '';
  if (line.merchant.startsWith('='))
    return answer.merchantId !== '' && fold(answer.name) === fold(line.merchant);
  return answer.merchantId === line.merchant;
}

export function isCategoryRight(line: GoldenLine, answer: Enrichment): boolean {
  if (line.category === '*') return true;
  if (line.category === '-') return answer.category === '';
  if (line.category.endsWith('.*')) return groupOf(answer.category) === groupOf(line.category);
  return answer.category === line.category;
}
