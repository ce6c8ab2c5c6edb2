#!/usr/bin/env node
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { signalsText } from './signals-text.ts';

/** Writes `docs/signals.md` anew: `npm run docs:signals`. */
writeFileSync(fileURLToPath(new URL('../../docs/signals.md', import.meta.url)), signalsText());
