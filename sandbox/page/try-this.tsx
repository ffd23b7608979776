import { useState } from 'preact/hooks';
import { draftEvent } from './composer.tsx';
import { Glyph } from './glyph.tsx';
import { routeTo } from './route.ts';
import type { State } from './store.ts';
import { useWorkspace } from './workspace.ts';

const remembered = 'lore-sandbox-try-this';
const suggestion = '/retro Website relaunch';

/** Three things for somebody who is here for the first time; gone for good once dismissed. */
export function TryThis() {
  const { state } = useWorkspace();
  const [isGone, setGone] = useState(localStorage.getItem(remembered) === 'dismissed');
  if (isGone) return null;
  const { host, guest, channel } = castOf(state);
  const hash = channel ? routeTo(channel.id) : location.hash;
  const place = channel ? `#${channel.name}` : 'a channel';
  const isReady = host?.id === state.me.id;
  const write = () => {
    location.hash = hash;
    // The conversation, and with it its composer, is drawn after the address has changed.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => dispatchEvent(new CustomEvent(draftEvent, { detail: suggestion }))),
    );
  };
  const dismiss = () => {
    localStorage.setItem(remembered, 'dismissed');
    setGone(true);
  };
  return (
    <section class="try-this" aria-label="Try this">
      <header>
        <h2>Try this</h2>
        <button type="button" class="quiet" aria-label="Dismiss “Try this”" title="Dismiss" onClick={dismiss}>
          <Glyph name="close" />
        </button>
      </header>
      <ol>
        <li>
          <span>
            Start a retrospective: send <code>{suggestion}</code> in {place}
            {host && <> as {host.name}</>}.{' '}
            {isReady ? (
              <button type="button" class="link" onClick={write}>
                Write it for me
              </button>
            ) : (
              host && <a href={`?as=${host.id}${hash}`}>Become {firstName(host.name)}</a>
            )}
          </span>
        </li>
        <li>
          <span>
            Add cards as somebody else{' '}
            {guest ? (
              <a href={`?as=${guest.id}${hash}`} target="_blank" rel="noreferrer">
                in a second tab, as {firstName(guest.name)}
              </a>
            ) : (
              'in a second tab: choose them under “Act as”'
            )}
            . Nobody sees the others’ cards yet.
          </span>
        </li>
        <li>
          <span>
            Move the clock on: <em>Next thing due</em>, at the top, plays a reminder or a deadline at once.
          </span>
        </li>
      </ol>
    </section>
  );
}

const firstName = (name: string) => name.split(' ')[0] ?? name;

/** Who and where to try it with, found by name, and by role when the company has other names. */
function castOf(state: State) {
  const here = state.people.filter(({ standing }) => standing === 'member');
  const host = here.find(({ name }) => name.startsWith('Mara')) ?? here[0];
  const guest = here.find(({ id }) => id !== host?.id && id !== state.me.id);
  const channels = state.conversations.filter(({ kind, isArchived }) => kind === 'public' && !isArchived);
  const channel =
    channels.find(({ name }) => name === 'website-relaunch') ?? channels.find(({ hasBot }) => hasBot);
  return { host, guest, channel };
}
