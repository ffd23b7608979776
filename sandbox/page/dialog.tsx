import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Glyph } from './glyph.tsx';
import { useKeptFocus } from './kept-focus.ts';
import { tellHere } from './notices.tsx';

interface DialogProps {
  readonly title: string;
  readonly close: () => void;
  readonly children: ComponentChildren;
  readonly isSmall?: boolean;
  /** A dialog under another one keeps what it holds, and is not shown. */
  readonly isShown?: boolean;
  readonly isBusy?: boolean;
  /** Said in small letters beside the title. */
  readonly subtitle?: string;
}

/** Chromium gives the focus back to a field without its caret, and nothing can be typed there. */
function retakeFocus(): void {
  const { activeElement } = document;
  if (!(activeElement instanceof HTMLElement)) return;
  activeElement.blur();
  activeElement.focus({ preventScroll: true });
}

/** A native modal dialog, named by its title. Escape and the cross ask `close`; the caller takes it away. */
export function Dialog({ isShown = true, isBusy = false, ...props }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const [refusal, setRefusal] = useState<string | null>(null);
  const followFocus = useKeptFocus(dialog);

  useLayoutEffect(() => {
    const element = dialog.current;
    if (!element) return;
    if (isShown && !element.open) {
      element.showModal();
      firstControl(element)?.focus();
    }
    if (!isShown) element.close();
    return isShown ? tellHere(setRefusal) : undefined;
  }, [isShown]);

  // In a layout effect: the element must be closed before it goes, so that the browser gives the focus back to what opened it.
  useLayoutEffect(() => {
    const element = dialog.current;
    return () => {
      element?.close();
      retakeFocus();
    };
  }, []);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    props.close();
  };

  return (
    <dialog
      ref={dialog}
      class={props.isSmall === true ? 'dialog small' : 'dialog'}
      aria-labelledby={titleId}
      aria-busy={isBusy}
      onKeyDown={onKeyDown}
      onFocusIn={followFocus}
      onCancel={(event) => event.preventDefault()}
      onClickCapture={() => setRefusal(null)}
      onInput={() => setRefusal(null)}
    >
      <header>
        <h2 id={titleId}>{props.title}</h2>
        {props.subtitle !== undefined && <span class="subtitle">{props.subtitle}</span>}
        <button type="button" class="quiet" aria-label="Dismiss" title="Close" onClick={props.close}>
          <Glyph name="close" />
        </button>
      </header>
      {refusal !== null && (
        <p class="refusal error" role="alert">
          {refusal}
        </p>
      )}
      {props.children}
    </dialog>
  );
}

/** Where one begins: the first field, else the first button that is not the cross. */
function firstControl(dialog: HTMLElement): HTMLElement | null {
  return (
    dialog.querySelector<HTMLElement>('[data-autofocus]') ??
    dialog.querySelector<HTMLElement>('.dialog-body :is(input, select, textarea, button)') ??
    dialog.querySelector<HTMLElement>('footer button')
  );
}
