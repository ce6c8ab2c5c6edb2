import { parseDay } from '../model/day.ts';
import { definitionIdOfFile } from './file-name.ts';
import type { Look } from './look.ts';

/** What the documentation of any definition must keep to beyond its shape. */
export function checkDocumentation(look: Look): void {
  checkFileName(look);
  checkPurposes(look);
  checkDates(look);
  checkVersion(look);
}

/** Fires when the file is named otherwise than the id: nobody would find the definition by the signal's name. */
function checkFileName(look: Look): void {
  const { file } = look.source;
  const named = definitionIdOfFile(file);
  if (named === undefined) {
    look.complain('MS_DEF_FILE_NAME', [], 'a definition lies in <domain>/<id>.yaml');
    return;
  }
  const id = look.text('id');
  if (id !== undefined && id !== named) {
    look.complain('MS_DEF_FILE_NAME', ['id'], `id "${id}" is not the file's name, "${named}"`);
  }
}

/** Sensitive and vulnerable subjects go to service only, and no purpose may be prohibited by the same file. */
function checkPurposes(look: Look): void {
  const prohibited = look.list('prohibitedUses');
  const guarded = look.text('sensitivity') === 'H' || (look.text('vulnerabilityDriver') ?? 'none') !== 'none';
  if (Array.isArray(look.value('prohibitedUses')) && !prohibited.includes('credit-decision')) {
    look.complain(
      'MS_DEF_PURPOSE',
      ['prohibitedUses'],
      '"credit-decision" must be among the prohibited uses',
    );
  }
  look.list('purposes').forEach((purpose, index) => {
    const path = ['purposes', index];
    if (/^credit[-_ ]?(decision|scoring)$/i.test(String(purpose))) {
      look.complain(
        'MS_DEF_PURPOSE',
        path,
        'a signal may not serve credit decisions (AI Act, Annex III 5(b))',
      );
    }
    if (guarded && (purpose === 'marketing' || purpose === 'third-party')) {
      look.complain(
        'MS_DEF_PURPOSE',
        path,
        `purpose "${purpose}" is refused for sensitive or vulnerable subjects`,
      );
    }
    const use = purpose === 'third-party' ? 'third-party-sharing' : purpose;
    if (prohibited.includes(use)) {
      look.complain(
        'MS_DEF_PURPOSE',
        path,
        `purpose "${String(purpose)}" is prohibited by this definition itself`,
      );
    }
  });
}

function checkDates(look: Look): void {
  const effective = parseDay(look.text('effective') ?? '');
  const expires = parseDay(look.text('expires') ?? '');
  if (effective !== undefined && expires !== undefined && expires <= effective) {
    look.complain(
      'MS_DEF_DATE_ORDER',
      ['expires'],
      `"expires" must lie after "effective", ${look.text('effective')}`,
    );
  }
  const changes = look.list('changeLog');
  for (let index = 1; index < changes.length; index++) {
    const before = parseDay(look.text('changeLog', index - 1, 'date') ?? '');
    const after = parseDay(look.text('changeLog', index, 'date') ?? '');
    if (before !== undefined && after !== undefined && after < before) {
      look.complain(
        'MS_DEF_DATE_ORDER',
        ['changeLog', index, 'date'],
        'the change log runs from oldest to newest',
      );
    }
  }
}

/** Fires when the newest entry of the change log speaks of another version. */
function checkVersion(look: Look): void {
  const index = look.list('changeLog').length - 1;
  const version = look.text('version');
  const logged = look.text('changeLog', index, 'version');
  if (version !== undefined && logged !== undefined && version !== logged) {
    const path = ['changeLog', index, 'version'];
    look.complain('MS_DEF_VERSION', path, `the change log ends with ${logged}, the definition is ${version}`);
  }
}
