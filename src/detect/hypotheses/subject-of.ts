import type { CustomerState, Series, Stream } from '../../customer/customer-state.ts';
import { hash48 } from '../../lib/hash.ts';
import type { HypothesisDefinition } from '../../model/hypothesis.ts';
import { unknownSubjectId } from '../../model/ids.ts';
import type { Signal } from '../../model/signal.ts';
import { fitsSeries } from './observe/series.ts';
import { categoryIndex, categorySet } from './usual.ts';

/** What a hypothesis is about. */
export interface Subject {
  /** 0 for the customer, else a hash of the series or party. */
  readonly key: number;
  readonly stream: Stream | undefined;
  readonly series: Series | undefined;
}

/** The customer as a whole. */
export const CUSTOMER: Subject = { key: 0, stream: undefined, series: undefined };

/** A series as a subject: by its party, its account and its first day. */
export function seriesSubject(stream: Stream, series: Series): Subject {
  return { key: hash48(`${stream.key}/${series.account}/${series.start}`), stream, series };
}

/** A party as a subject. */
export function partySubject(stream: Stream): Subject {
  return { key: hash48(`party/${stream.key}`), stream, series: undefined };
}

/** All that a hypothesis may be about now. */
export function subjectsOf(state: CustomerState, { subject }: HypothesisDefinition): Subject[] {
  if (subject.kind === 'customer') return [CUSTOMER];
  if (subject.kind === 'series') {
    return state.tracked.flatMap((stream) =>
      stream.series
        .filter((series) => isSubject(subject, stream, series))
        .map((series) => seriesSubject(stream, series)),
    );
  }
  return [];
}

/** Whether a series is one that a hypothesis about series speaks of. */
export function isSubject(subject: HypothesisDefinition['subject'], stream: Stream, series: Series): boolean {
  if (subject.kind !== 'series') return false;
  if (subject.onlyNew && series.origin !== 'new') return false;
  return fitsSeries(subject.where, stream, series);
}

/** Whether a party is one that a hypothesis about parties speaks of. */
export function isPartySubject(
  subject: HypothesisDefinition['subject'],
  stream: Stream,
  category: string,
): boolean {
  if (subject.kind !== 'party' || stream.direction !== subject.where.direction) return false;
  const { categories, merchants } = subject.where;
  if (merchants.length > 0) return false;
  return categories.length === 0 || categorySet(categories).has(categoryIndex(category));
}

/** The subject as signals name it. */
export function toldSubject(
  state: CustomerState,
  { stream, series }: Subject,
  name: string,
): Signal['subject'] {
  if (stream === undefined) return { kind: 'customer', id: state.customer, name: '' };
  const merchantId = series?.merchantId ?? '';
  return merchantId === ''
    ? { kind: 'counterparty', id: unknownSubjectId(stream.subject), name: series?.name ?? name }
    : { kind: 'merchant', id: merchantId, name: series?.name ?? name };
}
