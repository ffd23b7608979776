import { useEffect, useRef, useState } from 'preact/hooks';
import { Glyph } from './glyph.tsx';

interface Notice {
  readonly id: number;
  readonly text: string;
}

type Teller = (sentence: string) => void;

/** The open dialogs, topmost last: what lies behind a modal dialog can be neither pressed nor heard. */
const dialogs: Teller[] = [];

/** Until the returned function is called, a dialog takes what is told to the person. */
export function tellHere(teller: Teller): () => void {
  dialogs.push(teller);
  return () => void dialogs.splice(dialogs.indexOf(teller), 1);
}

/** Sentences that are told to the person for a while: what was refused, and why. */
export function useNotices() {
  const [notices, setNotices] = useState<readonly Notice[]>([]);
  const lastId = useRef(0);
  const actions = useRef({
    tell: (text: string) => {
      const dialog = dialogs.at(-1);
      if (dialog) {
        dialog(text);
        return;
      }
      const id = (lastId.current += 1);
      setNotices((before) => [...before.filter((notice) => notice.text !== text), { id, text }].slice(-3));
    },
    dismiss: (id: number) => setNotices((before) => before.filter((notice) => notice.id !== id)),
  }).current;
  return { notices, ...actions };
}

interface NoticesProps {
  readonly notices: readonly Notice[];
  readonly dismiss: (id: number) => void;
  readonly isLost: boolean;
}

/** They stand in the top layer and stay until they are closed or twelve seconds have gone. */
export function Notices({ notices, dismiss, isLost }: NoticesProps) {
  const box = useRef<HTMLDivElement>(null);
  const isEmpty = notices.length === 0 && !isLost;
  useEffect(() => {
    if (!box.current) return;
    // Shown again each time, so that it stays above a dialog that opened in the meantime.
    if (box.current.matches(':popover-open')) box.current.hidePopover();
    if (!isEmpty) box.current.showPopover();
  }, [notices, isLost]);
  return (
    <div ref={box} class="notices" popover="manual">
      {isLost && (
        <p class="notice" role="status">
          Lost the connection to the sandbox. Reconnecting…
        </p>
      )}
      {notices.map((notice) => (
        <NoticeView text={notice.text} dismiss={() => dismiss(notice.id)} key={notice.id} />
      ))}
    </div>
  );
}

function NoticeView({ text, dismiss }: { text: string; dismiss: () => void }) {
  useEffect(() => {
    const timer = setTimeout(dismiss, 12_000);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div class="notice" role="alert">
      <span>{text}</span>
      <button type="button" class="quiet" aria-label="Dismiss" onClick={dismiss}>
        <Glyph name="close" />
      </button>
    </div>
  );
}
