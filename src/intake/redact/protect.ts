import { normalizeDescriptor } from '../../merchants/descriptor.ts';
import { hashOfKeyed, isKeyedSubject, keyedSubject, type SubjectKey } from '../../model/ids.ts';
import type { Counterparty, Enrichment } from '../../model/transaction.ts';
import type { IntakeContext } from '../context.ts';
import { foldName, identifyCounterparty, type PlainCounterparty } from '../plain/counterparty.ts';
import { beginsLikePerson, isBusinessName } from './business-name.ts';
import { findSecrets, type NameContext, redactId, redactText } from './redact-text.ts';
import { cutSpans, replaceSpans } from './spans.ts';

/** What is known of a line when it is to be redacted: the merchant was matched on the line as it came. */
export interface OpenLine {
  readonly description: string;
  readonly channel: string;
  readonly mcc: string;
  readonly other: PlainCounterparty;
  readonly merchant: Enrichment;
}

/** The parts of an event that could tell who somebody is, as they may be stored, logged and sent on. */
export interface ProtectedLine {
  readonly description: string;
  readonly merchant: Enrichment;
  readonly counterparty: Counterparty | undefined;
}

/** Codes for money sent to people: they say no business. */
const PERSON_CODES: ReadonlySet<string> = new Set(['4829', '6012', '6538']);
/** A name that only resembles a merchant's may be a person's. */
const SURE_METHODS: ReadonlySet<string> = new Set(['exact', 'glued', 'creditor']);
/** Income that people do not pay. */
const INSTITUTION_INCOME = /^income\.(?:salary|pension|tax_refund|interest|benefit\.)/;

/** Takes out of a line what must not be kept, and puts keyed hashes in the place of people and accounts. */
export function protect(given: OpenLine, context: IntakeContext): ProtectedLine {
  const line = withoutBlankName(given);
  const { other } = line;
  const nameContext = contextOf(line);
  const { text, spans } = findSecrets(line.description, nameContext);
  const isPerson =
    spans.some(({ kind }) => kind === 'name') ||
    (other.name !== '' && !nameContext.isBusiness && !isBusinessName(other.name));
  const protectedMerchant = protectMerchant(line, { text, spans, isPerson }, context);
  return {
    description: replaceSpans(text, spans),
    merchant: protectedMerchant,
    counterparty: protectCounterparty(line, protectedMerchant, context),
  };
}

/** Dots and dashes in the place of a name are nobody's. */
function withoutBlankName(line: OpenLine): OpenLine {
  const { other } = line;
  return other.name === '' || foldName(other.name) !== '' ? line : { ...line, other: { ...other, name: '' } };
}

function contextOf({ channel, mcc, other, merchant }: OpenLine): NameContext {
  const isKnown = merchant.merchantId !== '' && !paysPeople(merchant) && SURE_METHODS.has(merchant.method);
  const isBusiness =
    other.creditorId !== '' ||
    isKnown ||
    isEmployer(merchant, other.name) ||
    (mcc !== '' && !PERSON_CODES.has(mcc));
  return { channel, isBusiness, partyName: other.name };
}

/** Wages, pensions and benefits come from institutions, unless the payer begins like a person's name. */
function isEmployer({ category, name }: Enrichment, partyName: string): boolean {
  return INSTITUTION_INCOME.test(category) && !beginsLikePerson(name) && !beginsLikePerson(partyName);
}

/** Zelle, Venmo and their like: the other side is whoever they paid. */
function paysPeople(merchant: Enrichment): boolean {
  return merchant.category === 'transfer.person';
}

interface Found extends ReturnType<typeof findSecrets> {
  readonly isPerson: boolean;
}

/** A known merchant stays. For others the subject is keyed as soon as it hangs on something secret, and the name is what is left. */
function protectMerchant(line: OpenLine, found: Found, context: IntakeContext): Enrichment {
  const { merchant, other } = line;
  const { isPerson } = found;
  const isNamed = merchant.merchantId !== '';
  if (isNamed && !(paysPeople(merchant) && isPerson)) return merchant;
  const name = isPerson ? '' : nameLeft(line, found);
  const isOpen = !isPerson && other.iban === '' && name === merchant.name;
  if (isOpen) return merchant;
  // Zelle is one merchant to many people: each is a party of its own.
  const identity = isNamed ? `p:${normalizeDescriptor(line.description, 'transfer').key}` : merchant.subject;
  return {
    ...merchant,
    merchantId: '',
    processor: isNamed ? merchant.merchantId : merchant.processor,
    name,
    // What hangs on a creditor's id hangs on nothing secret.
    subject: other.creditorId === '' ? keyed(identity, context) : merchant.subject,
  };
}

function keyed(identity: string | number, context: IntakeContext): SubjectKey {
  return keyedSubject(context.partyKey(`s:${identity}`));
}

/** What names a line once its secrets are cut out. */
function nameLeft({ merchant, channel }: OpenLine, { text, spans }: Found): string {
  if (spans.length === 0) return redactText(merchant.name);
  return redactText(normalizeDescriptor(cutSpans(text, spans), channel).text);
}

/** The other side as it may be known; a person whom only the text names is known by the subject's key. */
function protectCounterparty(
  line: OpenLine,
  merchant: Enrichment,
  context: IntakeContext,
): Counterparty | undefined {
  const given = identifyCounterparty(line.other, context.partyKey);
  if (given !== undefined) {
    const { creditorId, mandateId } = given;
    return { ...given, creditorId: redactId(creditorId), mandateId: redactId(mandateId) };
  }
  if (!isKeyedSubject(merchant.subject)) return undefined;
  return { kind: 'name', hash: hashOfKeyed(merchant.subject), creditorId: '', mandateId: '' };
}
