import { DOMAINS, type Domain, SIGNALS_BY_DOMAIN } from '../model/signal-ids.ts';

/** Signals that no domain names: a bank's own. */
export const OWN_DOMAIN = 'own';

const DOMAIN_OF: ReadonlyMap<string, Domain> = new Map(
  DOMAINS.flatMap((domain) => SIGNALS_BY_DOMAIN[domain].map((signal) => [signal, domain] as const)),
);

/** The domain of a signal. */
export function domainOf(signal: string): Domain | typeof OWN_DOMAIN {
  return DOMAIN_OF.get(signal) ?? OWN_DOMAIN;
}
