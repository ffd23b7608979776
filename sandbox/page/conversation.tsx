import { useEffect, useRef, useState } from 'preact/hooks';
import type { ConversationView } from '../protocol.ts';
import { call } from './api.ts';
import { ChannelDialog } from './channel-dialog.tsx';
import { Composer } from './composer.tsx';
import { Glyph } from './glyph.tsx';
import { Messages } from './messages.tsx';
import { topLevel } from './store.ts';
import { useWorkspace } from './workspace.ts';

/** What the app suggests to ask. Pressing one sends it, as in Slack. */
function Prompts({ channelId, onSend }: { channelId: string; onSend: () => void }) {
  const { state, told } = useWorkspace();
  if (state.prompts.length === 0) return null;
  return (
    <div class="prompts" role="group" aria-label={`Ask ${state.appName}`}>
      {state.prompts.map(({ title, message }) => (
        <button
          key={title}
          type="button"
          class="button small-button"
          title={message}
          onClick={() => {
            onSend();
            void told(call('say', { as: state.me.id, channelId, text: message }));
          }}
        >
          {title}
        </button>
      ))}
    </div>
  );
}

/** One conversation: what it is, its messages, and where one writes. */
export function Conversation({ conversation }: { conversation: ConversationView }) {
  const { state, told } = useWorkspace();
  const [isDialogOpen, setDialogOpen] = useState(false);
  const [sent, setSent] = useState(0);
  const heading = useRef<HTMLHeadingElement>(null);
  const isChannel = conversation.kind !== 'im';
  const isDeactivated = state.me.standing === 'deactivated';
  const canWrite =
    conversation.isMember && !conversation.isArchived && !conversation.isReadOnly && !isDeactivated;
  const canJoin = !conversation.isMember && !conversation.isArchived && !isDeactivated;
  const whyClosed = isDeactivated
    ? `${state.me.name} is deactivated and can’t do anything. Act as someone else.`
    : conversation.isArchived
      ? 'This channel is archived.'
      : conversation.isReadOnly
        ? 'Sending messages to this app has been turned off. Its commands work in channels.'
        : 'You’re not in this channel.';

  useEffect(() => {
    if (!canWrite) heading.current?.focus();
  }, []);

  return (
    <>
      <header class="conversation-head">
        <h1 ref={heading} tabIndex={-1}>
          {conversation.kind === 'private' && <Glyph name="lock" label="Private channel" />}
          {conversation.kind === 'public' && '# '}
          {conversation.name}
        </h1>
        <p class="topic">
          {conversation.sharedWith.length > 0 && (
            <strong>Shared with {conversation.sharedWith.join(', ')}. </strong>
          )}
          {conversation.topic}
        </p>
        {isChannel && (
          <button type="button" class="button small-button" onClick={() => setDialogOpen(true)}>
            Channel<span class="sr-only"> settings and members</span>
            <span class="count">
              {conversation.memberCount}
              <span class="sr-only"> members</span>
            </span>
          </button>
        )}
      </header>
      <Messages
        name="Messages"
        messages={topLevel(state, conversation.id)}
        sent={sent}
        empty={
          !conversation.isMember
            ? 'Join the channel to read its messages.'
            : isChannel
              ? 'No messages here yet.'
              : `${conversation.name} hasn’t written to you yet.`
        }
      />
      {canWrite && !isChannel && <Prompts channelId={conversation.id} onSend={() => setSent(sent + 1)} />}
      {canWrite ? (
        <Composer
          name="Message"
          channelId={conversation.id}
          placeholder={`Message ${isChannel ? '#' : ''}${conversation.name}`}
          onSend={() => setSent(sent + 1)}
        />
      ) : (
        <div class="composer-closed">
          <span>{whyClosed}</span>
          {canJoin && (
            <button
              type="button"
              class="button primary"
              onClick={() =>
                void told(call('membership', { as: state.me.id, channelId: conversation.id, change: 'join' }))
              }
            >
              Join channel
            </button>
          )}
        </div>
      )}
      {isDialogOpen && <ChannelDialog conversation={conversation} close={() => setDialogOpen(false)} />}
    </>
  );
}
