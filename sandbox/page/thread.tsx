import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ConversationView } from '../protocol.ts';
import { Composer } from './composer.tsx';
import { Glyph } from './glyph.tsx';
import { Messages } from './messages.tsx';
import { thread } from './store.ts';
import { useWorkspace } from './workspace.ts';

interface ThreadProps {
  readonly conversation: ConversationView;
  readonly threadTs: string;
  readonly close: () => void;
}

/** A thread beside its conversation. Closing it gives the focus back to where one came from. */
export function Thread({ conversation, threadTs, close }: ThreadProps) {
  const { state } = useWorkspace();
  const heading = useRef<HTMLHeadingElement>(null);
  const [sent, setSent] = useState(0);
  const canWrite = conversation.isMember && !conversation.isArchived && !conversation.isReadOnly;
  // In a layout effect: the composer inside takes the focus in an ordinary one.
  useLayoutEffect(() => {
    const from = document.activeElement;
    if (!canWrite) heading.current?.focus();
    return () => {
      if (from instanceof HTMLElement && from.isConnected) from.focus();
    };
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented) close();
  };
  return (
    <aside class="thread" aria-label="Thread" onKeyDown={onKeyDown}>
      <header class="conversation-head">
        <h1 ref={heading} tabIndex={-1}>
          Thread
        </h1>
        <p class="topic">{conversation.kind === 'im' ? conversation.name : `# ${conversation.name}`}</p>
        <button type="button" class="quiet" aria-label="Close thread" title="Close" onClick={close}>
          <Glyph name="close" />
        </button>
      </header>
      <Messages
        name="Thread replies"
        messages={thread(state, conversation.id, threadTs)}
        empty="Loading the thread…"
        sent={sent}
        isThread
      />
      {canWrite && (
        <Composer
          name="Reply"
          channelId={conversation.id}
          threadTs={threadTs}
          placeholder="Reply…"
          onSend={() => setSent(sent + 1)}
        />
      )}
    </aside>
  );
}
