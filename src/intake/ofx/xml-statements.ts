import { createXmlReader } from '../xml/xml-reader.ts';
import type { OfxHandler, OfxReader } from './sgml-reader.ts';

/** Reads OFX 2, which is XML, and tells of it as of OFX 1. */
export function createOfxXmlReader(handler: OfxHandler): OfxReader {
  const reader = createXmlReader({
    open: (name) => handler.open(name.toUpperCase()),
    close: (name, text) => {
      const value = text.trim();
      if (value !== '') handler.value(name.toUpperCase(), value);
      handler.close(name.toUpperCase());
    },
  });
  return { ...reader, kept: () => Buffer.from(reader.kept()) };
}
