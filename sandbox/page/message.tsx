import { useMemo } from 'preact/hooks';
import type { PreviewView } from '../preview-view.ts';
import type { MessageView } from '../protocol.ts';
import { call } from './api.ts';
import { Blocks } from './blocks/blocks.tsx';
import { useSurface } from './blocks/surface.ts';
import { Mrkdwn } from './blocks/text.tsx';
import { withEmoji } from './emoji.ts';
import { Avatar, Glyph } from './glyph.tsx';
import { Menu } from './menu.tsx';
import { routeTo } from './route.ts';
import { nameOf, useWorkspace } from './workspace.ts';
import { sayDateTime, sayTime, tsToMs } from './zone.ts';

/** One message of a log. */
export function Message({ message, isThread }: { message: MessageView; isThread: boolean }) {
  const { state } = useWorkspace();
  const at = tsToMs(message.ts);
  const time = sayTime(at, state.me.tz);
  const author = message.userId === null ? message.author : nameOf(state, message.userId);
  const person = state.people.find(({ id }) => id === message.userId);
  const name = author === message.userId ? message.author : author;
  const label = `${name}, ${time}${message.isEphemeral ? ', only visible to you' : ''}`;
  return (
    <article class={`message${message.isEphemeral ? ' ephemeral' : ''}`} aria-label={label}>
      <Avatar id={message.isBot ? null : message.userId} name={name} />
      <div class="message-body">
        {message.isEphemeral && (
          <p class="only-you">
            <Glyph name="eye" /> Only visible to you
          </p>
        )}
        <p class="message-head">
          <strong>{name}</strong>
          {message.isBot && <span class="tag">App</span>}
          {person && person.teamId !== state.me.teamId && <span class="tag">{person.teamName}</span>}
          {person?.statusEmoji !== undefined && person.statusEmoji !== '' && (
            <span title={person.statusText}>{withEmoji(person.statusEmoji)}</span>
          )}
          <time title={sayDateTime(at, state.me.tz)}>{time}</time>
        </p>
        {isThread && message.isBroadcast && <p class="also">Also sent to the channel</p>}
        {!isThread && message.isBroadcast && message.threadTs !== null && (
          <p class="also">
            Replied to <a href={routeTo(message.channelId, message.threadTs)}>a thread</a>
          </p>
        )}
        <Content message={message} />
        {message.files.map((file) => (
          <p class="file">
            {file === null ? (
              'This file was deleted.'
            ) : (
              <a href={file.url} download={file.name}>
                {file.title} ({file.name})
              </a>
            )}
          </p>
        ))}
        {message.previews.map((preview) => (
          <Preview key={preview.url} preview={preview} message={message} />
        ))}
        {message.isEdited && <p class="edited">(edited)</p>}
        {!isThread && message.replyCount > 0 && (
          <button type="button" class="replies" onClick={() => openThread(message)}>
            {message.replyCount} {message.replyCount === 1 ? 'reply' : 'replies'}
          </button>
        )}
      </div>
      {!message.isEphemeral && <Actions message={message} isThread={isThread} />}
    </article>
  );
}

function openThread(message: MessageView): void {
  location.hash = routeTo(message.channelId, message.threadTs ?? message.ts);
}

function Content({ message }: { message: MessageView }) {
  if (message.blocks.length > 0) return <BlockContent message={message} />;
  return (
    <div class="block-text">
      <Mrkdwn source={message.text} />
    </div>
  );
}

function BlockContent({ message }: { message: MessageView }) {
  const { channelId, ts } = message;
  const where = useMemo(() => ({ kind: 'message' as const, channelId, ts }), [channelId, ts]);
  const surface = useSurface(message.blocks, where);
  return (
    <div aria-busy={surface.isBusy}>
      <Blocks blocks={message.blocks} surface={surface} />
    </div>
  );
}

/** What a link in a message leads to. */
function Preview({ preview, message }: { preview: PreviewView; message: MessageView }) {
  const { channelId, ts } = message;
  const where = useMemo(() => ({ kind: 'message' as const, channelId, ts }), [channelId, ts]);
  const surface = useSurface(preview.blocks, where);
  return (
    <section class="preview" aria-label={`Preview of ${preview.url}`}>
      {preview.title === null ? (
        <Blocks blocks={preview.blocks} surface={surface} />
      ) : (
        <>
          <p>
            <strong>{preview.title}</strong>
          </p>
          {preview.fields.map(({ label, value }) => (
            <p key={label}>
              {label}: {value}
            </p>
          ))}
        </>
      )}
    </section>
  );
}

function Actions({ message, isThread }: { message: MessageView; isThread: boolean }) {
  const { state, told } = useWorkspace();
  const shortcuts = state.shortcuts
    .filter(({ type }) => type === 'message')
    .map(({ name, description, callbackId }) => ({
      text: name,
      description: `${description} (${state.appName})`,
      run: () =>
        void told(
          call('shortcut', {
            as: state.me.id,
            callbackId,
            message: { channelId: message.channelId, ts: message.ts },
          }),
        ),
    }));
  const reply = { text: 'Reply in thread', run: () => openThread(message) };
  const copy = { text: 'Copy link', run: () => void navigator.clipboard.writeText(addressOf(message)) };
  return (
    <div class="message-actions">
      <Menu name="More actions" items={isThread ? [...shortcuts, copy] : [reply, ...shortcuts, copy]}>
        <Glyph name="more" />
      </Menu>
    </div>
  );
}

function addressOf(message: MessageView): string {
  const address = new URL(location.href);
  address.hash = routeTo(message.channelId, message.threadTs ?? message.ts);
  return address.href;
}
