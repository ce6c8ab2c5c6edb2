import { Buffer } from 'node:buffer';
import { OperationalError } from '../../src/errors/operational-error.ts';
import { assert } from '../../src/lib/assert.ts';
import type { Random } from '../../src/lib/random.ts';
import type { Scheduler, SimulatedProcess } from '../../src/log/simulated/scheduler.ts';
import type { PartitionStores } from '../../src/runtime/service/service-options.ts';
import type { Engine } from '../../src/store/engine.ts';
import { openMemory } from '../../src/store/engines/memory.ts';
import { FramedStore } from '../../src/store/framed-store.ts';

/** The disk of a machine: it outlives its processes. */
export class SimulatedDisk {
  /** Chance that a write finds the disk full. */
  fullness = 0;
  readonly #databases = new Map<number, Engine>();
  readonly #open = new Set<number>();

  /** Stores as a process of this machine opens them; its death is told by `unlock`. */
  storesOf(process: SimulatedProcess, scheduler: Scheduler): PartitionStores {
    return {
      open: async (partition, how) => {
        assert(process.alive, 'the dead open nothing');
        assert(!this.#open.has(partition), `the store of partition ${partition} is opened twice`);
        if (how === 'anew' || !this.#databases.has(partition)) this.#databases.set(partition, openMemory());
        const database = this.#databases.get(partition)!;
        this.#open.add(partition);
        return new FramedStore(
          {
            ...database,
            write: (operations, sync) =>
              scheduler.call(process, `write ${operations.length} to disk`, () => {
                if (scheduler.random.chance(this.fullness)) throw diskFull();
                void database.write(operations, sync);
              }),
            close: async () => {
              this.#open.delete(partition);
            },
          },
          undefined,
          () => {},
        );
      },
    };
  }

  /** The process that held the locks is dead. */
  unlock(): void {
    this.#open.clear();
  }

  wipe(): void {
    this.#databases.clear();
  }

  /** Changes one bit of one stored value. */
  async flipByte(random: Random): Promise<void> {
    if (this.#databases.size === 0) return;
    const database = random.pick([...this.#databases.values()]);
    const entries = await database.scan(Buffer.from([0]), Buffer.from([255]), 1000);
    if (entries.length === 0) return;
    const { key, value } = random.pick(entries);
    const flipped = Buffer.from(value);
    const at = random.between(0, flipped.length - 1);
    flipped[at] = flipped[at]! ^ (1 << random.between(0, 7));
    await database.write([{ key, value: flipped }], false);
  }
}

function diskFull(): OperationalError {
  return new OperationalError('MS_DISK_FULL', 'the simulated disk is full', { retriable: true });
}
