import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

const CONTROLS = ':is(a[href], button, input, select, textarea, summary):not(:disabled)';

const controlsOf = (dialog: HTMLElement): readonly HTMLElement[] => [
  ...dialog.querySelectorAll<HTMLElement>(CONTROLS),
];

/**
 * Keeps one's place in a dialog that is redrawn: where the control that had the focus goes, the one that comes in its place gets it.
 * Otherwise whoever uses the keyboard begins again at the top.
 * @returns what has to hear where the focus goes
 */
export function useKeptFocus(dialog: RefObject<HTMLDialogElement | null>): (event: FocusEvent) => void {
  /** The control that has the focus, after all those before it. */
  const upTo = useRef<readonly Element[]>([]);
  useLayoutEffect(() => {
    const isGone = upTo.current.at(-1)?.isConnected === false;
    if (!isGone || dialog.current?.open !== true || document.activeElement !== document.body) return;
    const controls = controlsOf(dialog.current);
    const before = controls.findLastIndex((control) => upTo.current.includes(control));
    (controls[before + 1] ?? controls[before])?.focus();
  });
  return ({ target }) => {
    const controls = dialog.current === null ? [] : controlsOf(dialog.current);
    upTo.current = controls.slice(0, controls.indexOf(target as HTMLElement) + 1);
  };
}
