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
  /** How often one has sent something from here: what one sent and its answer are then in sight. */
  readonly sent: number;
  readonly isThread?: boolean;
}

/**
 * A log of messages, by days. It stays at its end while one reads there, and goes there when one sends something. Whoever has scrolled up is
 * left where they are.
 */
export function Messages({ name, messages, empty, sent, isThread = false }: MessagesProps) {
  const { state } = useWorkspace();
  const log = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const settled = useRef({ scrollHeight: 0, clientHeight: 0 });
  const follow = () => {
    const element = log.current;
    if (!element) return;
    settled.current = { scrollHeight: element.scrollHeight, clientHeight: element.clientHeight };
    if (isAtEnd.current) element.scrollTop = element.scrollHeight;
  };
  // Messages come, pictures load, the composer grows, the window changes: whatever moves the end, one who reads there stays there.
  useLayoutEffect(() => {
    const { current: element } = log;
    const { current: inner } = content;
    if (!element || !inner) return;
    const stay = new ResizeObserver(follow);
    stay.observe(element);
    stay.observe(inner);
    return () => stay.disconnect();
  }, []);
  useLayoutEffect(() => {
    isAtEnd.current = true;
    follow();
  }, [sent]);
  const onScroll = ({ currentTarget }: { currentTarget: HTMLElement }) => {
    const { scrollTop, scrollHeight, clientHeight } = currentTarget;
    // It or what it holds changed its size a moment ago: where it stands now is nobody's wish.
    if (scrollHeight !== settled.current.scrollHeight || clientHeight !== settled.current.clientHeight)
      return;
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
