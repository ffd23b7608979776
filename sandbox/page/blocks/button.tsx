import type { Button, ConfirmationDialog, Overflow } from '@slack/types';
import { useState } from 'preact/hooks';
import { linkTarget } from '../route.ts';
import { Menu } from '../menu.tsx';
import { Glyph } from '../glyph.tsx';
import { useWorkspace } from '../workspace.ts';
import { Confirm } from './confirm.tsx';
import type { Place } from './surface.ts';
import { plain } from './text.tsx';

/** A button; one with an address is a link that also tells the app. */
export function ButtonElement({ element, place }: { element: Button; place: Place }) {
  const { state } = useWorkspace();
  const [guard, ask] = useConfirm(element.confirm);
  const press = () => place.surface.act(place.blockId, place.actionId, { kind: 'button' });
  const look = { class: `button ${element.style ?? ''}`, 'aria-label': element.accessibility_label };
  const target = element.url === undefined ? null : linkTarget(element.url, state.appId);
  if (target)
    return (
      <a
        {...look}
        href={target.href}
        {...(target.isInside ? {} : { target: '_blank', rel: 'noreferrer' })}
        onClick={press}
      >
        {plain(element.text)}
      </a>
    );
  return (
    <>
      <button type="button" {...look} onClick={() => ask(press)}>
        {plain(element.text)}
      </button>
      {guard}
    </>
  );
}

/** An overflow menu. */
export function OverflowElement({ element, place }: { element: Overflow; place: Place }) {
  const { state } = useWorkspace();
  const [guard, ask] = useConfirm(element.confirm);
  const items = element.options.map((option) => ({
    text: plain(option.text),
    ...(option.description ? { description: plain(option.description) } : {}),
    run: () => {
      const target = option.url === undefined ? null : linkTarget(option.url, state.appId);
      if (target) window.open(target.href, target.isInside ? '_self' : '_blank', 'noreferrer');
      ask(() =>
        place.surface.act(place.blockId, place.actionId, { kind: 'one', value: option.value ?? null }),
      );
    },
  }));
  return (
    <>
      <Menu name="More options" items={items} class="button overflow">
        <Glyph name="more" />
      </Menu>
      {guard}
    </>
  );
}

/** Puts the element's confirmation, where it has one, between a press and what it does. */
function useConfirm(confirm: ConfirmationDialog | undefined) {
  const [pending, setPending] = useState<{ run: () => void } | null>(null);
  const ask = (run: () => void) => {
    if (confirm) setPending({ run });
    else run();
  };
  const answer = (isSure: boolean) => {
    setPending(null);
    if (isSure) pending?.run();
  };
  const guard = pending && confirm ? <Confirm confirm={confirm} answer={answer} /> : null;
  return [guard, ask] as const;
}
