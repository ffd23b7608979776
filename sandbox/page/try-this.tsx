import { useState } from 'preact/hooks';
import { draftEvent } from './composer.tsx';
import { firstChannel, firstPeople } from './first-steps.ts';
import { Glyph } from './glyph.tsx';
import { routeTo } from './route.ts';
import { useWorkspace } from './workspace.ts';

const remembered = 'lore-sandbox-try-this';
const suggestion = '/retro Website relaunch';

/** Three things for someone who is here for the first time; gone for good once dismissed. */
export function TryThis() {
  const { state } = useWorkspace();
  const [isGone, setGone] = useState(localStorage.getItem(remembered) === 'dismissed');
  if (isGone) return null;
  const { host, guest } = firstPeople(state);
  const channel = firstChannel(state.conversations);
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
                Type it for me
              </button>
            ) : (
              host && <a href={`?as=${host.id}${hash}`}>Act as {firstName(host.name)}</a>
            )}
          </span>
        </li>
        <li>
          <span>
            Add cards as someone else{' '}
            {guest ? (
              <a href={`?as=${guest.id}${hash}`} target="_blank" rel="noreferrer">
                in a second tab, as {firstName(guest.name)}
              </a>
            ) : (
              'in a second tab: choose one under “Act as”'
            )}
            . Nobody can see anyone else’s cards yet.
          </span>
        </li>
        <li>
          <span>
            Move the clock: <em>Next thing due</em>, at the top, jumps to the next reminder or deadline.
          </span>
        </li>
      </ol>
    </section>
  );
}

const firstName = (name: string) => name.split(' ')[0] ?? name;
