import type { Day } from '../model/day.ts';
import { DOMAINS } from '../model/signal-ids.ts';
import { domainOf, OWN_DOMAIN } from './domains.ts';
import type { Findings } from './findings.ts';
import { monthsBySignal } from './months.ts';
import type { QuietScore, SignalScore } from './report.ts';
import { ALL_SIGNALS, falseAlarmsOf, type MonthsOf, scoreOf } from './score.ts';
import type { Truth } from './truth.ts';

/** Domains of events: what happens, as against what is paid again and again. */
const EVENT_DOMAINS: ReadonlySet<string> = new Set(['life', 'mix', 'stress']);

/** The score of each domain that truth or signals name; its `signal` is the domain's name. */
export function scoreDomains(findings: Findings, monthsOf: MonthsOf): readonly SignalScore[] {
  return [...DOMAINS, OWN_DOMAIN].flatMap((domain) => {
    const isOurs = ({ signal }: { readonly signal: string }) => domainOf(signal) === domain;
    const own: Findings = {
      truths: findings.truths.filter(isOurs),
      confirmed: findings.confirmed.filter(isOurs),
      earlies: findings.earlies.filter(isOurs),
      traps: findings.traps.filter(isOurs),
    };
    const isEmpty = Object.values(own).every((list) => list.length === 0);
    return isEmpty ? [] : [{ ...scoreOf(domain, own, monthsOf), domain }];
  });
}

/** What was told of customers of whom truth expects no signal of life, mix or stress. */
export function scoreQuiet(
  findings: Findings,
  truth: Truth,
  known: ReadonlySet<string>,
  historyTo: Day | undefined,
): QuietScore {
  const quiet = new Set([...known].filter((customer) => !hasEvents(truth, customer)));
  const monthsOf = monthsBySignal(truth, quiet, historyTo);
  const alarms = findings.confirmed.filter(
    ({ customer, outcome }) => outcome === 'false-alarm' && quiet.has(customer),
  );
  return {
    customers: quiet.size,
    customerMonths: monthsOf(ALL_SIGNALS),
    events: falseAlarmsOf(
      alarms.filter(({ signal }) => EVENT_DOMAINS.has(domainOf(signal))),
      monthsOf,
    ),
    recurring: falseAlarmsOf(
      alarms.filter(({ signal }) => domainOf(signal) === 'recurring'),
      monthsOf,
    ),
  };
}

function hasEvents({ grounds }: Truth, customer: string): boolean {
  for (const [signal, ground] of grounds.get(customer) ?? []) {
    if (ground.fires.length > 0 && EVENT_DOMAINS.has(domainOf(signal))) return true;
  }
  return false;
}
