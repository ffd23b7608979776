import { Fragment } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { MessageView } from '../protocol.ts';
import { Message } from './message.tsx';
import { useWorkspace } from './workspace.ts';
import { sayDay, tsToMs } from './zone.ts';

interface MessagesProps {
  readonly name: string;
  readonly messages: readonly MessageView[];
  readonly empty: string;
  readonly isThread?: boolean;
}

/** A log of messages, by days. It stays at its end while one reads there, and where one is otherwise. */
export function Messages({ name, messages, empty, isThread = false }: MessagesProps) {
  const { state } = useWorkspace();
  const log = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const heightBefore = useRef(0);
  // Messages come, pictures load, the window changes: whatever moves the end, one who reads there stays there.
  useLayoutEffect(() => {
    const element = log.current;
    const inner = content.current;
    if (!element || !inner) return;
    const stay = new ResizeObserver(() => {
      heightBefore.current = element.scrollHeight;
      if (isAtEnd.current) element.scrollTop = element.scrollHeight;
    });
    stay.observe(element);
    stay.observe(inner);
    return () => stay.disconnect();
  }, []);
  const onScroll = ({ currentTarget }: { currentTarget: HTMLElement }) => {
    const { scrollTop, scrollHeight, clientHeight } = currentTarget;
    // It grew a moment ago: where it stands now is nobody's wish.
    if (scrollHeight !== heightBefore.current) return;
    isAtEnd.current = scrollHeight - scrollTop - clientHeight < 80;
  };
  let lastDay = '';
  return (
    <div class="log" role="log" aria-label={name} tabIndex={0} ref={log} onScroll={onScroll}>
      <div class="log-space" />
      <div ref={content}>
        {messages.length === 0 && <p class="empty">{empty}</p>}
        {messages.map((message) => {
          const day = sayDay(tsToMs(message.ts), state.me.tz);
          const isNewDay = day !== lastDay;
          lastDay = day;
          return (
            <Fragment key={message.ts}>
              {isNewDay && (
                <h2 class="day">
                  <span>{day}</span>
                </h2>
              )}
              <Message message={message} isThread={isThread} />
            </Fragment>
          );
        })}
      </div>
    </div>
  );
}
