import { useState } from 'preact/hooks';
import type { FaultBody } from '../protocol.ts';
import { call } from './api.ts';
import { Dialog } from './dialog.tsx';
import { useWorkspace } from './workspace.ts';

type Fault = FaultBody['fault'];
type Order = Pick<FaultBody, 'fault' | 'amount'>;

/** What can go wrong, in words, each with the fault it stands for. `n` is what one writes beside it. */
const kinds: Readonly<
  Record<string, { readonly name: string; readonly asks?: string; readonly make: (n: string) => Fault }>
> = {
  limited: {
    name: '429, rate limited',
    asks: 'Retry after (seconds)',
    make: (n) => ({ kind: 'status', status: 429, retryAfterSeconds: Number(n) }),
  },
  delay: {
    name: 'Answer late',
    asks: 'Milliseconds',
    make: (n) => ({ kind: 'delay', ms: Number(n) }),
  },
  'failed-before': { name: '500, nothing was done', make: () => ({ kind: 'status', status: 500 }) },
  'failed-after': {
    name: '500, but it was done',
    make: () => ({ kind: 'status', status: 500, after: true }),
  },
  'reset-before': { name: 'Connection cut, nothing was done', make: () => ({ kind: 'reset-before' }) },
  'reset-after': { name: 'Connection cut, but it was done', make: () => ({ kind: 'reset-after' }) },
  'hang-before': { name: 'No answer, nothing was done', make: () => ({ kind: 'hang' }) },
  'hang-after': { name: 'No answer, but it was done', make: () => ({ kind: 'hang', after: true }) },
  broken: { name: 'Broken JSON, but it was done', make: () => ({ kind: 'broken-json' }) },
  error: {
    name: 'Refused with an error',
    asks: 'Error, for example restricted_action',
    make: (n) => ({ kind: 'error', error: n.trim() }),
  },
};

const standard: Readonly<Record<string, string>> = {
  limited: '30',
  delay: '2000',
  error: 'restricted_action',
};

/** Orders that calls of the app go wrong, and shows what is ordered. */
export function FaultsDialog({ close }: { close: () => void }) {
  const { state, told } = useWorkspace();
  const [method, setMethod] = useState('chat.postMessage');
  const [kind, setKind] = useState('limited');
  const [detail, setDetail] = useState(standard['limited'] ?? '');
  const [often, setOften] = useState<'times' | 'share'>('times');
  const [count, setCount] = useState('1');
  const asks = kinds[kind]?.asks;
  const order = () => {
    const fault = kinds[kind]?.make(detail);
    if (!fault) return;
    const amount = often === 'times' ? { times: Number(count) } : { share: Number(count) / 100 };
    void told(call('fault', { as: state.me.id, method, fault, amount }));
  };
  return (
    <Dialog title="Faults" close={close} isSmall>
      <form
        class="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          order();
        }}
      >
        <div class="dialog-body settings">
          <p>Make {state.appName}’s calls to Slack fail, as they do on a bad day.</p>
          <div class="field">
            <label for="fault-method">Method</label>
            <select
              id="fault-method"
              value={method}
              onChange={({ currentTarget }) => setMethod(currentTarget.value)}
            >
              {state.methods.map((name) => (
                <option value={name} selected={name === method} key={name}>
                  {name}
                </option>
              ))}
            </select>
          </div>
          <div class="field">
            <label for="fault-kind">What goes wrong</label>
            <select
              id="fault-kind"
              value={kind}
              onChange={({ currentTarget }) => {
                setKind(currentTarget.value);
                setDetail(standard[currentTarget.value] ?? '');
              }}
            >
              {Object.entries(kinds).map(([value, { name }]) => (
                <option value={value} selected={value === kind} key={value}>
                  {name}
                </option>
              ))}
            </select>
          </div>
          {asks !== undefined && (
            <div class="field">
              <label for="fault-detail">{asks}</label>
              <input
                id="fault-detail"
                required
                inputMode={kind === 'error' ? 'text' : 'numeric'}
                pattern={kind === 'error' ? '[a-z_]+' : '[0-9]+'}
                value={detail}
                onInput={({ currentTarget }) => setDetail(currentTarget.value)}
              />
            </div>
          )}
          <div class="field-row">
            <div class="field">
              <label for="fault-count">{often === 'times' ? 'How many calls' : 'Percent of calls'}</label>
              <input
                id="fault-count"
                type="number"
                required
                min={1}
                max={often === 'times' ? 10_000 : 100}
                value={count}
                onInput={({ currentTarget }) => setCount(currentTarget.value)}
              />
            </div>
            <div class="field">
              <label for="fault-often">Which</label>
              <select
                id="fault-often"
                value={often}
                onChange={({ currentTarget }) =>
                  setOften(currentTarget.value === 'share' ? 'share' : 'times')
                }
              >
                <option value="times">The next calls</option>
                <option value="share">A share of all calls, until you remove it</option>
              </select>
            </div>
          </div>
          <h3>Active faults</h3>
          {state.faults.length === 0 ? (
            <p>None. Every call works.</p>
          ) : (
            <ul class="fault-list" aria-label="Active faults">
              {state.faults.map((ordered) => (
                <li key={ordered.id}>
                  <strong>{ordered.method}</strong>: {sayFault(ordered.fault)}, {sayAmount(ordered.amount)}
                  {ordered.met > 0 && <>, hit {ordered.met === 1 ? 'once' : `${ordered.met} times`}</>}
                </li>
              ))}
            </ul>
          )}
        </div>
        <footer>
          <button
            type="button"
            class="button"
            disabled={state.faults.length === 0}
            onClick={() => void told(call('clear-faults', { as: state.me.id }))}
          >
            Remove all
          </button>
          <button type="submit" class="button primary">
            Add fault
          </button>
        </footer>
      </form>
    </Dialog>
  );
}

function sayAmount(amount: Order['amount']): string {
  if ('share' in amount) return `${Math.round(amount.share * 100)}% of calls`;
  return amount.times === 1 ? 'the next call' : `the next ${amount.times} calls`;
}

function sayFault(fault: Fault): string {
  switch (fault.kind) {
    case 'delay':
      return `answered ${fault.ms} ms late`;
    case 'error':
      return `refused with ${fault.error}`;
    case 'status':
      return `HTTP ${fault.status}${fault.after === true ? ', but it was done' : ''}`;
    case 'reset-before':
      return 'connection cut, nothing was done';
    case 'reset-after':
      return 'connection cut, but it was done';
    case 'hang':
      return fault.after === true ? 'no answer, but it was done' : 'no answer, nothing was done';
    case 'broken-json':
      return 'broken JSON, but it was done';
  }
}
