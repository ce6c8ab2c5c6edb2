/** Says why a file is taken for MT940 by the text that it begins with; undefined when it is not. */
export function recogniseMt940(head: string): string | undefined {
  const text = head.replace(/^\ufeff/, '').trimStart();
  if (/^\{1:[^}]*\}\{2:[IO]94[02]/.test(text)) return 'it begins with the SWIFT header of an MT940';
  const isStatement = /^:20:/m.test(text) && /^:25P?:/m.test(text) && /^:(?:60[FM]|28C?|34F|61):/m.test(text);
  return isStatement ? 'it has the fields :20: and :25: of a statement' : undefined;
}
