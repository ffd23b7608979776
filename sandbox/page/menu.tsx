import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';

export interface MenuItem {
  readonly text: string;
  readonly description?: string;
  readonly run: () => void;
}

/**
 * A button that opens a menu. The menu is a popover, so that neither a scrolling list nor a dialog cuts it off.
 * Arrow keys, Home, End and the first letter move; Escape closes and gives the focus back.
 */
export function Menu(props: {
  name: string;
  items: readonly MenuItem[];
  class?: string;
  children?: ComponentChildren;
}) {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const menuId = useId();

  useEffect(() => {
    if (!isOpen || !menu.current || !button.current) return;
    menu.current.showPopover();
    place(menu.current, button.current);
    itemsOf(menu.current)[0]?.focus();
    const onPointerDown = ({ target }: PointerEvent) => {
      const isIn = (element: HTMLElement | null) =>
        target instanceof Node && (element?.contains(target) ?? false);
      if (!isIn(menu.current) && !isIn(button.current)) setOpen(false);
    };
    document.addEventListener('pointerdown', onPointerDown);
    return () => document.removeEventListener('pointerdown', onPointerDown);
  }, [isOpen]);

  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!menu.current) return;
    const items = itemsOf(menu.current);
    const at = items.indexOf(document.activeElement as HTMLElement);
    const next = nextItem(event.key, at, items);
    if (next === null && event.key !== 'Escape' && event.key !== 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
    if (next === null) close();
    else items[next]?.focus();
  };

  return (
    <>
      <button
        type="button"
        ref={button}
        class={props.class ?? 'quiet'}
        aria-label={props.name}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={isOpen ? menuId : undefined}
        title={props.name}
        onClick={() => setOpen(!isOpen)}
      >
        {props.children}
      </button>
      {isOpen && (
        <div
          ref={menu}
          id={menuId}
          class="menu"
          role="menu"
          aria-label={props.name}
          popover="manual"
          onKeyDown={onKeyDown}
        >
          {props.items.map((item) => (
            <button
              type="button"
              role="menuitem"
              aria-label={item.text}
              tabIndex={-1}
              key={item.text}
              onClick={() => {
                close();
                item.run();
              }}
            >
              {item.text}
              {item.description !== undefined && <small>{item.description}</small>}
            </button>
          ))}
        </div>
      )}
    </>
  );
}

function itemsOf(menu: HTMLElement): HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>('[role=menuitem]')];
}

function nextItem(key: string, at: number, items: readonly HTMLElement[]): number | null {
  if (key === 'ArrowDown') return (at + 1) % items.length;
  if (key === 'ArrowUp') return (at - 1 + items.length) % items.length;
  if (key === 'Home') return 0;
  if (key === 'End') return items.length - 1;
  if (!/^[\p{L}\p{N}]$/u.test(key)) return null;
  const matches = (item: HTMLElement) => item.textContent.toLowerCase().startsWith(key.toLowerCase());
  const after = items.findIndex((item, index) => index > at && matches(item));
  return after >= 0 ? after : items.findIndex(matches);
}

/** Puts the menu below its button, or above it where there is no room, and inside the window. */
function place(menu: HTMLElement, button: HTMLElement): void {
  const anchor = button.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  const fitsBelow = anchor.bottom + height + 12 < window.innerHeight;
  const top = fitsBelow ? anchor.bottom + 4 : Math.max(8, anchor.top - height - 4);
  const left = Math.max(8, Math.min(anchor.right - width, window.innerWidth - width - 8));
  menu.style.top = `${top}px`;
  menu.style.left = `${left}px`;
}
