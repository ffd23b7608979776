import { useState } from 'preact/hooks';
import type { ExchangeView } from '../protocol.ts';
import { useWorkspace } from './workspace.ts';
import { sayTime } from './zone.ts';

/** What was exchanged with the app, the newest first, each with its JSON. */
export function Exchanges() {
  const { state } = useWorkspace();
  const [isOpen, setOpen] = useState(false);
  const last = state.exchanges.at(-1);
  return (
    <section class="exchanges" aria-label="Exchanged with the app">
      <details open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>
          <span class="exchanges-title">Exchanged with the app</span>{' '}
          <span class="tag">{state.exchanges.length}</span>
          {!isOpen && last && (
            <span class="exchanges-last">
              {arrow(last)} {last.what} · {last.outcome}
            </span>
          )}
        </summary>
        {isOpen && (
          <ol class="exchange-list" tabIndex={0} aria-label="Exchanges, newest first">
            {state.exchanges.toReversed().map((exchange) => (
              <li key={exchange.id}>
                <Exchange exchange={exchange} tz={state.me.tz} />
              </li>
            ))}
          </ol>
        )}
      </details>
    </section>
  );
}

const arrow = ({ direction }: ExchangeView) => (direction === 'to app' ? '→' : '←');

function Exchange({ exchange, tz }: { exchange: ExchangeView; tz: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <time>{sayTime(exchange.at, tz)}</time>
        <span class="direction">
          <span aria-hidden="true">{arrow(exchange)}</span> {exchange.direction}
        </span>
        <strong>{exchange.what}</strong>
        <span class="outcome">{exchange.outcome}</span>
        <span class="took">{exchange.durationMs} ms</span>
      </summary>
      {isOpen && <pre tabIndex={0}>{exchange.detail}</pre>}
    </details>
  );
}
