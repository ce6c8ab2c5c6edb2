import type { ServiceConfig } from '../config/config.ts';
import type { SourceFields } from '../config/config-file.ts';
import { readConfigFile } from '../config/read-config.ts';
import { FORMAT_NAMES, formatNamed } from '../intake/formats.ts';
import { parseProfiles } from '../intake/profile.ts';
import { didYouMeanHint } from '../lib/did-you-mean.ts';

/** The configuration of the service, held against the formats that this build knows. */
export function loadConfig(file: string): ServiceConfig {
  return readConfigFile(file, process.env, checkSource);
}

function checkSource(source: SourceFields): string[] {
  const { format, topic, profile, mapping } = source;
  if (!FORMAT_NAMES.includes(format)) {
    const hint = didYouMeanHint(format, FORMAT_NAMES);
    return [
      `the source ${topic} has the format "${format}", which is none of ${FORMAT_NAMES.join(', ')}.${hint}`,
    ];
  }
  const problems: string[] = [];
  const parsed = parseProfiles({ format, ...profile }, FORMAT_NAMES);
  if ('problems' in parsed) {
    problems.push(...parsed.problems.map((problem) => `the profile of ${topic}: ${problem}`));
  }
  const { needsMapping = false, parseMapping } = formatNamed(format);
  if (needsMapping && mapping === undefined)
    problems.push(`the source ${topic} in ${format} needs a "mapping"`);
  if (mapping !== undefined && parseMapping === undefined) {
    problems.push(`the source ${topic} has a "mapping", and ${format} takes none`);
  }
  return problems;
}
