/** Says why a file is taken for OFX by the text that it begins with; undefined when it is not. */
export function recogniseOfx(head: string): string | undefined {
  const text = head.replace(/^\ufeff/, '').trimStart();
  if (/^OFXHEADER\s*:/i.test(text)) return 'it begins with the header of OFX 1';
  if (/^<\?xml[^>]*>\s*<\?OFX\b/i.test(text) || /^<\?OFX\b/i.test(text))
    return 'it begins with the declaration of OFX 2';
  return /^(?:<\?xml[^>]*>\s*)?<OFX>/i.test(text) ? 'its outermost element is OFX' : undefined;
}
