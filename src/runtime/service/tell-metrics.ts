import type { Metrics } from '../../observe/metrics.ts';
import type { SentEvent } from './thread-talk.ts';

const DAY_SECONDS = 86_400;

/** Counts what a thread told. */
export function tellMetrics(metrics: Metrics, event: SentEvent): void {
  switch (event.kind) {
    case 'taken-in': {
      const { source, partition, events, deadLetters, lag } = event;
      metrics.intakeEvents.inc({ source }, events);
      metrics.deadLetters.inc({ source }, deadLetters);
      metrics.intakeLag.set({ source, partition: String(partition) }, lag);
      metrics.sourceBehindDays.set({ source }, 0);
      return;
    }
    case 'committed':
      metrics.ledgerBlocks.inc(event.events);
      metrics.outputs.inc(event.outputs);
      metrics.flushed.inc(event.flushed);
      metrics.ledgerLag.set({ partition: String(event.partition) }, event.lag);
      return;
    case 'transaction':
      metrics.transactions.inc({ result: event.result });
      metrics.commitSeconds.observe(event.seconds);
      return;
    case 'restored':
      metrics.restores.inc({ by: event.by });
      return;
    case 'lost':
      metrics.lost.inc({ why: event.why });
      metrics.ledgerLag.remove({ partition: String(event.partition) });
      return;
    case 'assigned':
      metrics.rebalances.inc({ group: event.group });
      return;
    case 'store-set-aside':
      metrics.storesSetAside.inc();
      return;
    case 'send-retried':
      metrics.sendsRetried.inc({ source: event.source });
      return;
    case 'held-back':
      metrics.heldBack.set(
        { source: event.source, partition: String(event.partition) },
        event.isHeld ? 1 : 0,
      );
      return;
    case 'source-stalls':
      metrics.sourceBehindDays.set({ source: event.source }, event.behindDays);
      return;
    case 'ticked':
      metrics.tickedDay.set(event.day * DAY_SECONDS);
      return;
    case 'activated':
      metrics.activatedEpoch.set(event.epoch);
      return;
    case 'waits-for-registry':
      metrics.registryWaits.inc();
      return;
    default:
      return;
  }
}
