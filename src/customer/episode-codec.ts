import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';
import { EPISODE_STATES, type Episode, type Held } from './diary.ts';
import type { TextReader, TextWriter } from './text-table.ts';

const FLAG_HISTORICAL = 1;
const VALUE_SCALE = 100;

/** Writes what was told of a hypothesis. */
export function writeEpisode(writer: ByteWriter, texts: TextWriter, episode: Episode): void {
  texts.text(episode.definition);
  writer.hex(episode.id);
  for (const number of [
    episode.subject,
    episode.revision,
    EPISODE_STATES.indexOf(episode.state),
    episode.confidence,
    episode.facts,
    episode.historical ? FLAG_HISTORICAL : 0,
  ]) {
    writer.count(number);
  }
  for (const day of [
    episode.happenedFrom,
    episode.happenedTo,
    episode.after,
    episode.supportedOn,
    episode.confirmedOn,
    episode.endedOn,
  ]) {
    writer.whole(day);
  }
  writer.count(episode.held.length);
  for (const { code, level, value, day } of episode.held) {
    texts.text(code);
    writer.count(level);
    writer.count(Math.round(value * VALUE_SCALE));
    writer.whole(day);
  }
}

/** Reads what `writeEpisode` wrote. */
export function readEpisode(reader: ByteReader, texts: TextReader): Episode {
  const definition = texts.text();
  const id = reader.hex();
  const [subject, revision] = [reader.count(), reader.count()];
  const state = reader.word(EPISODE_STATES);
  const [confidence, facts, flags] = [reader.count(), reader.count(), reader.count()];
  const days = [
    reader.whole(),
    reader.whole(),
    reader.whole(),
    reader.whole(),
    reader.whole(),
    reader.whole(),
  ];
  const held: Held[] = [];
  for (let left = reader.length(); left > 0; left--) {
    const code = texts.text();
    const level = reader.count();
    held.push({ code, level, value: reader.count() / VALUE_SCALE, day: reader.whole() });
  }
  return {
    ...{ definition, subject, id, revision, state, confidence, facts, held },
    ...{ happenedFrom: days[0]!, happenedTo: days[1]!, after: days[2]!, supportedOn: days[3]! },
    ...{ confirmedOn: days[4]!, endedOn: days[5]!, historical: (flags & FLAG_HISTORICAL) !== 0 },
  };
}
