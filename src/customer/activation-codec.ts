import type { Risk } from '../model/governance.ts';
import { SIGNAL_STATES } from '../model/signal.ts';
import { type ByteReader, damaged } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';
import { type Standing, type StandingUse, SUPPRESSIONS } from './standing.ts';
import type { TextReader, TextWriter } from './text-table.ts';

const RISKS: readonly Risk[] = ['low', 'medium', 'high'];

/**
 * Writes what was decided. An episode's id is a text that its series has mostly written already, and most episodes of a
 * customer were decided on alike: a list of uses that returns is written once, and from then on only its number.
 */
export function writeStandings(writer: ByteWriter, texts: TextWriter, standings: readonly Standing[]): void {
  writer.count(standings.length);
  const numbers = new Map<string, number>();
  for (const { episode, signal, revision, state, confidence, historical, suppression, uses } of standings) {
    texts.text(episode);
    texts.text(signal);
    writer.count(revision);
    writer.count(SIGNAL_STATES.indexOf(state));
    writer.count(confidence);
    writer.count(SUPPRESSIONS.indexOf(suppression) * 2 + (historical ? 1 : 0));
    const key = JSON.stringify(
      uses.map(({ channel, risk, purpose, failed }) => [channel, risk, purpose, failed]),
    );
    const known = numbers.get(key);
    writer.count(known ?? numbers.size);
    if (known !== undefined) continue;
    numbers.set(key, numbers.size);
    writeUses(writer, texts, uses);
  }
}

function writeUses(writer: ByteWriter, texts: TextWriter, uses: readonly StandingUse[]): void {
  writer.count(uses.length);
  for (const { channel, risk, purpose, failed } of uses) {
    texts.text(channel);
    writer.count(RISKS.indexOf(risk));
    texts.text(purpose);
    writer.count(failed);
  }
}

/** Reads what `writeStandings` wrote. */
export function readStandings(reader: ByteReader, texts: TextReader): Standing[] {
  const standings: Standing[] = [];
  const known: (readonly StandingUse[])[] = [];
  for (let left = reader.length(); left > 0; left--) {
    const episode = texts.text();
    const signal = texts.text();
    const revision = reader.count();
    const state = reader.word(SIGNAL_STATES);
    const confidence = reader.count();
    const flags = reader.count();
    const suppression = SUPPRESSIONS[Math.floor(flags / 2)];
    const number = reader.count();
    if (suppression === undefined || number > known.length) throw damaged();
    if (number === known.length) known.push(readUses(reader, texts));
    // Each episode has uses of its own: they change apart from now on.
    const uses = known[number]!.map((use) => ({ ...use }));
    const historical = flags % 2 === 1;
    standings.push({ episode, signal, revision, state, confidence, historical, suppression, uses });
  }
  return standings;
}

function readUses(reader: ByteReader, texts: TextReader): StandingUse[] {
  const uses: StandingUse[] = [];
  for (let left = reader.length(); left > 0; left--) {
    const channel = texts.text();
    const risk = reader.word(RISKS);
    uses.push({ channel, risk, purpose: texts.text(), failed: reader.count() });
  }
  return uses;
}
