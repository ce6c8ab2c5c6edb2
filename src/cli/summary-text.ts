import type { RunSummary } from '../runtime/run-options.ts';

const STATES = ['early', 'confirmed', 'fading', 'ended', 'retracted'] as const;

/** What a run did, for a person. */
export function readableSummary(summary: RunSummary): readonly string[] {
  const { events, durations, rates, cpuSeconds, memoryPeakBytes, customers } = summary;
  const dead = Object.entries(events.dead);
  const deadCount = dead.reduce((sum, [, count]) => sum + count, 0);
  return [
    `events     ${count(events.read)} read: ${count(events.accepted)} accepted, ${count(events.duplicate)} duplicate, ${count(events.late)} late, ${count(deadCount)} dead letters`,
    ...dead.map(([code, times]) => `           ${count(times).padStart(7)}  ${code}`),
    `customers  ${count(customers.touched)} touched, ${count(customers.total)} known`,
    ...signalTable(summary),
    `time       ${durations.total.toFixed(1)} s, ${count(rates.eventsPerSecond)} events/s; ${cpuSeconds.toFixed(1)} CPU s, ${count(rates.eventsPerCpuSecond)} events per CPU s; ${Math.round(memoryPeakBytes / 1024 / 1024)} MiB at most`,
  ];
}

/** Emissions by signal and state, aligned. */
function signalTable({ signals }: RunSummary): readonly string[] {
  const rows = Object.entries(signals);
  if (rows.length === 0) return ['signals    none'];
  const width = Math.max(...rows.map(([id]) => id.length));
  const head = `signals    ${''.padEnd(width)}${STATES.map((state) => state.padStart(11)).join('')}`;
  return [
    head,
    ...rows.map(([id, counts]) => {
      const cells = STATES.map((state) =>
        count((counts as Readonly<Record<string, number>>)[state] ?? 0).padStart(11),
      );
      return `           ${id.padEnd(width)}${cells.join('')}`;
    }),
  ];
}

function count(number: number): string {
  return Math.round(number).toLocaleString('en-US');
}
