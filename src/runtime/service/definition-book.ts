import { OperationalError } from '../../errors/operational-error.ts';
import type { DefinitionSet } from '../../model/definition.ts';
import type { Folding } from '../engine.ts';
import { NO_EPOCH } from './partition-state.ts';
import type { DetectorOptions } from './service-options.ts';

const WAIT_MS = 1000;
/** Sets of definitions kept compiled; a replay needs few of them at a time. */
const FOLDINGS_MAX = 16;

/** Before the first activation there are no definitions. */
const NO_DEFINITIONS: DefinitionSet = {
  hash: '',
  epoch: NO_EPOCH,
  dictionaryHash: '',
  definitions: [],
  notes: [],
};

/**
 * Gives the fold of an epoch, whose definitions stand at that offset in the topic of definitions. Activation is an
 * event of the ledger; its content may come later, and is waited for: a worker never makes do with other definitions.
 */
export class DefinitionBook {
  readonly #options: DetectorOptions;
  readonly #foldings = new Map<number, { readonly hash: string; readonly folding: Folding }>();

  constructor(options: DetectorOptions) {
    this.#options = options;
  }

  /** Waits for the content as long as `isWanted`; undefined when it is no longer. */
  async foldingOf(
    epoch: number,
    definitionsHash: string,
    isWanted: () => boolean,
  ): Promise<Folding | undefined> {
    for (;;) {
      const known = this.#foldings.get(epoch) ?? (await this.#read(epoch));
      if (known !== undefined) {
        if (epoch !== NO_EPOCH && known.hash !== definitionsHash) throw differs(epoch);
        return known.folding;
      }
      this.#options.observe({ kind: 'waits-for-definitions', epoch });
      await this.#options.clock.sleep(WAIT_MS);
      if (!isWanted()) return undefined;
    }
  }

  async #read(epoch: number): Promise<{ readonly hash: string; readonly folding: Folding } | undefined> {
    const { log, topics, compile } = this.#options;
    if (epoch === NO_EPOCH) return this.#keep(epoch, NO_DEFINITIONS);
    let found: DefinitionSet | undefined;
    await log.readToEnd({ topic: topics.definitions, partition: 0, offset: epoch }, (records) => {
      const record = records.find(({ offset }) => offset === epoch);
      if (record?.value) found = compile(record.value, epoch);
    });
    return found === undefined ? undefined : this.#keep(epoch, found);
  }

  #keep(epoch: number, definitions: DefinitionSet): { readonly hash: string; readonly folding: Folding } {
    const { engine, fold } = this.#options;
    const kept = { hash: definitions.hash, folding: engine.createFolding({ ...fold, definitions }) };
    if (this.#foldings.size >= FOLDINGS_MAX) this.#foldings.delete(this.#foldings.keys().next().value!);
    this.#foldings.set(epoch, kept);
    return kept;
  }
}

function differs(epoch: number): OperationalError {
  return new OperationalError(
    'MS_DEFINITIONS_DIFFER',
    `what stands at offset ${epoch} of the topic of definitions is not what the ledger activated`,
    { retriable: false },
  );
}
