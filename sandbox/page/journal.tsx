import { useMemo, useState } from 'preact/hooks';
import { journalDays } from './journal-words.ts';
import { useWorkspace } from './workspace.ts';
import { sayTime } from './zone.ts';

/** What the app did by itself, and why, by day and the newest first. */
export function Journal() {
  const { state } = useWorkspace();
  const { journal, conversations, me } = state;
  const [isOpen, setOpen] = useState(false);
  const days = useMemo(
    () =>
      journalDays(journal, me.tz, (channel) => {
        const known = conversations.find(({ id }) => id === channel);
        return known === undefined ? null : `#${known.name}`;
      }),
    [journal, conversations, me.tz],
  );
  const last = days[0]?.entries[0];
  return (
    <section class="journal" aria-label={`What ${state.appName} did`}>
      <details open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>
          <span class="journal-title">What {state.appName} did, and why</span>
          {!isOpen && (
            <span class="journal-last">
              {last === undefined ? 'nothing on its own yet' : `${sayTime(last.at, me.tz)} ${last.text}`}
            </span>
          )}
        </summary>
        <div
          class="journal-days"
          role="log"
          aria-label={`What ${state.appName} did, and why`}
          tabIndex={isOpen ? 0 : -1}
        >
          {last === undefined && <p>Nothing on its own yet. “Next thing due” jumps to what comes next.</p>}
          {days.map(({ day, entries }) => (
            <div key={day}>
              <h2>{day}</h2>
              <ul>
                {entries.map(({ at, text }) => (
                  <li key={text}>
                    <time dateTime={new Date(at).toISOString()}>{sayTime(at, me.tz)}</time>{' '}
                    <span>{text}</span>
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </div>
      </details>
    </section>
  );
}
