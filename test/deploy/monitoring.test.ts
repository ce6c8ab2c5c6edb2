import { describe, expect, test } from 'vitest';
import { createMetrics } from '../../src/observe/metrics.ts';
import { documentOf, textOf } from './deploy-file.ts';

const ALERTS = 'deploy/prometheus/alerts.yaml';
const DASHBOARD = 'deploy/grafana/milestream.json';
const OPERATIONS = 'docs/operations.md';

interface Alert {
  readonly alert: string;
  readonly expr: string;
  readonly labels: { readonly severity: string };
  readonly annotations: { readonly summary: string; readonly runbook_url: string };
}

interface Panel {
  readonly title: string;
  readonly targets?: readonly { readonly expr: string }[];
}

const alerts = documentOf<{ groups: { rules: Alert[] }[] }>(ALERTS).groups.flatMap(({ rules }) => rules);
const panels = (JSON.parse(textOf(DASHBOARD)) as { panels: Panel[] }).panels;
const kinds = await metricKinds();

/** What the service exports: each name with its kind. */
async function metricKinds(): Promise<Map<string, string>> {
  const page = await createMetrics().page();
  return new Map([...page.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name, kind]) => [name!, kind!]));
}

function namesIn(expression: string): string[] {
  const bare = expression.replace(/"(?:[^"\\]|\\.)*"/g, '""');
  return [...bare.matchAll(/\b(?:milestream|process|nodejs)_\w+/g)].map(([name]) => name);
}

/** The names of an expression that nobody exports. */
function unknownIn(expression: string): string[] {
  return namesIn(expression).filter((name) => {
    const ofHistogram = name.replace(/_(?:bucket|sum|count)$/, '');
    return !kinds.has(name) && !(ofHistogram !== name && kinds.get(ofHistogram) === 'histogram');
  });
}

/** Headings as GitHub makes anchors of them. */
function anchorsOf(page: string): Set<string> {
  const headings = [...page.matchAll(/^#{1,6} (.+)$/gm)].map(([, title]) => title!);
  return new Set(
    headings.map((title) =>
      title
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .replace(/\s/g, '-'),
    ),
  );
}

describe('what is watched', () => {
  test('knows a name that nobody exports from one that is there', () => {
    expect(unknownIn('rate(milestream_outputs_total[5m])')).toStrictEqual([]);
    expect(unknownIn('milestream_commit_duration_seconds_bucket')).toStrictEqual([]);
    expect(unknownIn('milestream_outputs_bucket + milestream_nothing{a="milestream_b"}')).toStrictEqual([
      'milestream_outputs_bucket',
      'milestream_nothing',
    ]);
  });

  test.each(alerts)('$alert asks for metrics that the service exports', ({ expr }) => {
    expect(unknownIn(expr)).toStrictEqual([]);
  });

  test.each(
    panels.filter(({ targets = [] }) => targets.length > 0),
  )('the panel "$title" asks for metrics that the service exports', ({ targets = [] }) => {
    for (const { expr } of targets) {
      expect(namesIn(expr)).not.toStrictEqual([]);
      expect(unknownIn(expr)).toStrictEqual([]);
    }
  });

  test('every metric of the service is on the dashboard', () => {
    const shown = panels.flatMap(({ targets = [] }) => targets).flatMap(({ expr }) => namesIn(expr));
    const ours = [...kinds.keys()].filter((name) => name.startsWith('milestream_'));
    expect(ours.length).toBeGreaterThan(10);
    expect(ours.filter((name) => !shown.some((other) => other.startsWith(name)))).toStrictEqual([]);
  });
});

describe('the runbook', () => {
  const anchors = anchorsOf(textOf(OPERATIONS));

  test.each(alerts)('has a section for $alert', ({ annotations }) => {
    const [page, anchor = ''] = annotations.runbook_url.split('#');
    expect(page).toBe(OPERATIONS);
    expect(anchors).toContain(anchor);
  });

  test('names every alert once, says how loud it is, and knows none that is not there', () => {
    const sections = [...textOf(OPERATIONS).matchAll(/^### (Milestream\w+)$/gm)].map(([, name]) => name!);
    expect(sections.toSorted()).toStrictEqual(alerts.map(({ alert }) => alert).toSorted());
    for (const { labels } of alerts) expect(['page', 'warn']).toContain(labels.severity);
  });

  test('names no metric that nobody exports', () => {
    // Headers of dead letters are named like metrics, and are none.
    const isHeader = (name: string) => /^milestream_(?:code|detail|topic|partition|offset)$/.test(name);
    expect(unknownIn(textOf(OPERATIONS)).filter((name) => !isHeader(name))).toStrictEqual([]);
  });

  test('names no code that the page of errors does not explain', () => {
    const explained = new Set(
      [...textOf('docs/errors.md').matchAll(/^\| `(MS_\w+)`/gm)].map(([, code]) => code),
    );
    const named = [...textOf(OPERATIONS).matchAll(/`(MS_\w+)`/g)].map(([, code]) => code);
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((code) => !explained.has(code))).toStrictEqual([]);
  });
});
