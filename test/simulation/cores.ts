import { loadSet } from '../../src/cli/load-set.ts';
import type { CustomerState } from '../../src/customer/customer-state.ts';
import type { DefinitionSet } from '../../src/model/definition.ts';
import type { OutputRecord } from '../../src/model/signal.ts';
import { engine } from '../../src/runtime/core-engine.ts';
import type { Engine, Intake } from '../../src/runtime/engine.ts';
import { engine as standIn } from '../runtime/stand-in-engine.ts';
import type { SimulatedCore } from './world.ts';

/** A core that is small and unforgiving, and says in every output which definitions were in force. */
export const standInCore: SimulatedCore = {
  engine: sayEpochs(standIn),
  dictionary: undefined,
  definitions: (epoch): DefinitionSet => ({
    hash: epoch < 0 ? '' : `d${epoch}`,
    epoch,
    dictionaryHash: '',
    definitions: [],
    notes: [],
  }),
};

/** The real core with the package's definitions and dictionary, loaded when it is asked for. */
export function realCore(): SimulatedCore {
  const { set, dictionary } = loadSet();
  return {
    engine: sayEpochs(engine),
    dictionary,
    definitions: (epoch) => (epoch < 0 ? standInCore.definitions(epoch) : { ...set, epoch }),
  };
}

function sayEpochs(engine: Engine): Engine {
  let intake: Intake | undefined;
  return {
    // All workers of all histories take in by the same settings, and intake keeps nothing.
    createIntake: (settings) => {
      intake ??= engine.createIntake(settings);
      return intake;
    },
    createFolding: (settings) => {
      const { epoch } = settings.definitions;
      const folding = engine.createFolding(settings);
      const say = (outputs: OutputRecord[], before: number) => {
        for (let index = before; index < outputs.length; index++) {
          const record = outputs[index]!;
          outputs[index] = { ...record, body: { ...record.body, epoch } };
        }
      };
      return {
        ...folding,
        foldEvent: (state: CustomerState, event, outputs) => {
          const before = outputs.length;
          const disposition = folding.foldEvent(state, event, outputs);
          say(outputs, before);
          return disposition;
        },
        foldTicks: (state, day, outputs) => {
          const before = outputs.length;
          folding.foldTicks(state, day, outputs);
          say(outputs, before);
        },
      };
    },
  };
}
