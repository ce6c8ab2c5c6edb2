import { parentPort, workerData } from 'node:worker_threads';
import { assert } from '../../lib/assert.ts';
import type { StateParcel } from './state-parcel.ts';
import {
  type FromThread,
  receiveError,
  sendError,
  type ThreadData,
  type ToThread,
} from './thread-messages.ts';
import { type EngineModule, Workbench } from './workbench.ts';

/* The entry of a worker thread: jobs come in one at a time, states are asked of the main thread. */

interface Waiting {
  readonly resolve: (parcel: StateParcel) => void;
  readonly reject: (error: Error) => void;
}

const port = parentPort;
assert(port !== null, 'this module runs in a worker thread');
const { worker, engineModule, stop } = workerData as ThreadData;
const waiting = new Map<number, Waiting>();
let requests = 0;

const { engine } = (await import(engineModule)) as EngineModule;
const bench = new Workbench({ worker, engine, stop: new Int32Array(stop), load });

port.on('message', (message: ToThread) => {
  if (message.kind === 'job') {
    bench.do(message.job).then(
      (result) => send({ kind: 'done', result }, transferable(result)),
      (error: unknown) => send({ kind: 'failed', error: sendError(error) }),
    );
    return;
  }
  const request = waiting.get(message.request);
  waiting.delete(message.request);
  if (message.kind === 'states') request?.resolve(message.parcel);
  else request?.reject(receiveError(message.error));
});

function load(customers: readonly string[]): Promise<StateParcel> {
  return new Promise((resolve, reject) => {
    const request = requests++;
    waiting.set(request, { resolve, reject });
    send({ kind: 'load', request, customers });
  });
}

function send(message: FromThread, transfer: ArrayBuffer[] = []): void {
  port!.postMessage(message, transfer);
}

/** Memory that goes over without a copy: the states of a bucket. */
function transferable(result: unknown): ArrayBuffer[] {
  const states = (result as { readonly states?: StateParcel } | undefined)?.states;
  return states === undefined ? [] : [states.bytes.buffer as ArrayBuffer];
}
