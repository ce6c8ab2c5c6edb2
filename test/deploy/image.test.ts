import { describe, expect, test } from 'vitest';
import { textOf } from './deploy-file.ts';

const dockerfile = textOf('deploy/Dockerfile').replaceAll('\\\n', ' ');
const last = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));
const manifest = JSON.parse(textOf('package.json')) as {
  readonly files: readonly string[];
  readonly bin: { readonly milestream: string };
};

/** What a stage copies, without where from. */
function copiedIn(stage: string): string[] {
  return [...stage.matchAll(/^COPY (.+)$/gm)].flatMap(([, words]) =>
    words!
      .split(/\s+/)
      .filter((word) => !word.startsWith('--'))
      .slice(0, -1),
  );
}

function linesOf(word: string): string[] {
  return [...last.matchAll(new RegExp(`^${word} (.+)$`, 'gm'))].map(([, rest]) => rest!);
}

describe('the image', () => {
  test('holds what the package holds, and its modules', () => {
    const names = copiedIn(last).map((path) => path.split('/').at(-1)!);
    expect(names.toSorted()).toStrictEqual([...manifest.files, 'package.json', 'node_modules'].toSorted());
  });

  test('lets the builder see what it copies', () => {
    const seen = textOf('deploy/Dockerfile.dockerignore')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1));
    const wanted = copiedIn(dockerfile).filter((path) => !path.startsWith('/'));
    expect([...new Set(wanted)].toSorted()).toStrictEqual(seen.toSorted());
  });

  test('starts the program of the package as a user that is not root', () => {
    const [entry = '[]'] = linesOf('ENTRYPOINT');
    const [directory] = linesOf('WORKDIR');
    expect(JSON.parse(entry)).toStrictEqual(['node', `${directory}/${manifest.bin.milestream}`]);
    expect(linesOf('USER')).toStrictEqual(['1000:1000']);
  });

  test('installs without scripts, and without tools into what runs', () => {
    const installs = [...dockerfile.matchAll(/npm ci [^&\n]*/g)].map(([command]) => command);
    expect(installs.length).toBe(2);
    for (const command of installs) expect(command).toContain('--ignore-scripts');
    expect(installs.filter((command) => command.includes('--omit=dev')).length).toBe(1);
  });
});
