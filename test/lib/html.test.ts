import { describe, expect, test } from 'vitest';
import { html } from '../../src/lib/html.ts';

describe('a piece of a page', () => {
  test('takes what is put into it for text', () => {
    expect(html`<p title="${`"'`}">${'<b>&amp;'}</p>`.markup).toBe(
      '<p title="&quot;&#39;">&lt;b&gt;&amp;amp;</p>',
    );
  });

  test('takes its own pieces, and lists of them, as they are', () => {
    expect(html`<ul>${['a', '<'].map((each) => html`<li>${each}</li>`)}</ul>${undefined}${3}`.markup).toBe(
      '<ul><li>a</li><li>&lt;</li></ul>3',
    );
  });

  test('shows what no page may hold as a replacement sign', () => {
    expect(html`${'a\u0000b\ud800c\u001bd\ne'}`.markup).toBe('a\ufffdb\ufffdc\ufffdd e');
  });
});
