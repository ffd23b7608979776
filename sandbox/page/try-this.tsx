import { useState } from 'preact/hooks';
import { draftEvent } from './composer.tsx';
import { type Step, stepsFor } from './first-steps.ts';
import { Glyph } from './glyph.tsx';
import { routeTo } from './route.ts';
import { useWorkspace } from './workspace.ts';

const remembered = 'lore-sandbox-try-this';

/** Three things that whoever one acts as can do now; gone for good once dismissed. */
export function TryThis() {
  const { state } = useWorkspace();
  const [isGone, setGone] = useState(localStorage.getItem(remembered) === 'dismissed');
  if (isGone) return null;
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
        {stepsFor(state).map((step) => (
          <li key={step.text}>
            <span>
              {step.text} <StepLink step={step} />
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function StepLink({ step: { link, placeId, draft, as } }: { step: Step }) {
  if (link === undefined) return null;
  const hash = placeId === undefined ? location.hash : routeTo(placeId);
  if (as !== undefined)
    return (
      <a href={`?as=${as.id}${hash}`} target="_blank" rel="noreferrer">
        {link}
      </a>
    );
  if (draft === undefined) return <a href={hash}>{link}</a>;
  const write = () => {
    location.hash = hash;
    // The conversation, and with it its composer, is drawn after the address has changed.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => dispatchEvent(new CustomEvent(draftEvent, { detail: draft }))),
    );
  };
  return (
    <button type="button" class="link" onClick={write}>
      {link}
    </button>
  );
}
