import { groupOf, isGuardedCategory } from '../model/taxonomy.ts';
import type { MatchMethod } from '../model/transaction.ts';
import type { AliasTarget } from './alias-index.ts';
import { type CountryFit, countryFit } from './countries.ts';
import { LAYERS } from './merchant-entry.ts';
import { isTransfer, type MerchantMatch, type Search } from './search.ts';

/** A name of another country counts when it is long enough not to be a word of this one. */
const ABROAD_LETTERS_MIN = 8;

const FIT_ORDER: Readonly<Record<CountryFit, number>> = { home: 3, world: 2, unknown: 1, abroad: 0 };

/** Among merchants of one writing the one at home wins, then the one of the nearer layer; two that are equally near are no answer. */
export function choose(
  search: Search,
  targets: readonly AliasTarget[],
  method: MatchMethod,
): MerchantMatch | undefined {
  let best: AliasTarget | undefined;
  let bestFit: CountryFit = 'abroad';
  let isTied = false;
  for (const target of targets) {
    const fit = countryFit(target.entry.countries, search.query.currency, search.descriptor.tokens);
    const why = refusal(search, target, method, fit);
    if (why !== '') {
      search.onLost?.(target, method, why);
      continue;
    }
    const order = best === undefined ? 1 : compare(target, fit, best, bestFit);
    if (order > 0) {
      if (best !== undefined) search.onLost?.(best, method, 'another merchant of this writing is nearer');
      best = target;
      bestFit = fit;
      isTied = false;
    } else if (order === 0 && target.entry !== best!.entry) {
      search.onLost?.(target, method, `as near as ${best!.entry.id}: neither is named`);
      isTied = true;
    } else if (target.entry !== best!.entry) {
      search.onLost?.(target, method, 'another merchant of this writing is nearer');
    }
  }
  return isTied || best === undefined ? undefined : matchOf(best, method, bestFit);
}

/** The same letters are no resemblance: debts and bets count too, at home. */
export function chooseGlued(search: Search, targets: readonly AliasTarget[]): MerchantMatch | undefined {
  const match = choose(search, targets, 'exact');
  return match === undefined || match.fit === 'abroad' ? undefined : { ...match, method: 'glued' };
}

function compare(a: AliasTarget, fitOfA: CountryFit, b: AliasTarget, fitOfB: CountryFit): number {
  return (
    FIT_ORDER[fitOfA] - FIT_ORDER[fitOfB] || LAYERS.indexOf(a.entry.layer) - LAYERS.indexOf(b.entry.layer)
  );
}

/** Why a merchant may not stand here, or empty. */
function refusal(search: Search, target: AliasTarget, method: MatchMethod, fit: CountryFit): string {
  const { alias, entry } = target;
  if (alias.whole && target.key !== search.descriptor.key && !codeAgrees(search, target))
    return 'counts only as the whole name';
  if (method !== 'exact' && !target.mayResemble) return 'must not be reached by resemblance';
  if (fit === 'abroad') {
    if (method !== 'exact') return 'trades in another country';
    if (target.letters < ABROAD_LETTERS_MIN || alias.whole || entry.layer === 'tail')
      return 'trades in another country';
  }
  if (entry.layer !== 'tail') return '';
  if (isTransfer(search.query)) return 'a shop of the long tail is not looked for in transfers';
  const { channel, direction } = search.query;
  if (direction === 'in' && channel !== 'card') return 'a shop of the long tail pays nobody but on cards';
  const { codeCategory } = search;
  const isOfKind = entry.categories.some((each) => groupOf(each) === groupOf(codeCategory));
  return codeCategory === '' || isOfKind ? '' : 'the merchant category code says another kind';
}

/** A second sign beside a short or everyday name: its code says what it sells. Not for what must not be guessed. */
function codeAgrees({ codeCategory }: Search, { entry, alias }: AliasTarget): boolean {
  if (codeCategory === '' || entry.layer === 'tail' || isGuardedCategory(codeCategory)) return false;
  return alias.category === codeCategory || entry.categories.includes(codeCategory);
}

function matchOf(target: AliasTarget, method: MatchMethod, fit: CountryFit): MerchantMatch {
  const { entry, alias, letters, wordCount } = target;
  return { entry, written: alias.text, category: alias.category, letters, wordCount, method, fit };
}
