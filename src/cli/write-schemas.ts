import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PUBLISHED_SCHEMA } from '../definitions/definition-schema.ts';
import { PUBLISHED_TIMELINES_SCHEMA } from '../definitions/timeline-schema.ts';

// Writes the schemas that editors complete definitions by; a test holds the files to what is written here.
const FOLDER = new URL('../../signal-definitions/', import.meta.url);

for (const [name, schema] of [
  ['schema.json', PUBLISHED_SCHEMA],
  ['timeline.schema.json', PUBLISHED_TIMELINES_SCHEMA],
] as const) {
  writeFileSync(fileURLToPath(new URL(name, FOLDER)), `${JSON.stringify(schema, null, 2)}\n`);
}
