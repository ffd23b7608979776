import type { TextObject } from '@slack/types';
import type { ComponentChildren } from 'preact';
import { emojiOf, withEmoji } from '../emoji.ts';
import { type DateInline, type Inline, type Part, parseMrkdwn } from '../mrkdwn.ts';
import { linkTarget, routeTo } from '../route.ts';
import { sayDate } from '../slack-date.ts';
import { nameOf, useWorkspace } from '../workspace.ts';

/** A text object: plain text as it is, mrkdwn as its tree. */
export function Text({ text }: { text: TextObject }) {
  if (text.type === 'mrkdwn') return <Mrkdwn source={text.text} verbatim={text.verbatim ?? false} />;
  return <span class="plain">{plain(text)}</span>;
}

/** The words of a plain text object; emoji codes become emoji only where it says so. */
export function plain(text: { text: string; emoji?: boolean }): string {
  return text.emoji === true ? withEmoji(text.text) : text.text;
}

/** A mrkdwn text, drawn. */
export function Mrkdwn({ source, verbatim = false }: { source: string; verbatim?: boolean }) {
  return (
    <>
      {parseMrkdwn(source, verbatim).map((part, index) => (
        <PartView part={part} key={index} />
      ))}
    </>
  );
}

function PartView({ part }: { part: Part }) {
  if (part.type === 'pre') return <pre tabIndex={0}>{part.text}</pre>;
  const children = <Inlines inlines={part.children} />;
  return part.type === 'quote' ? <blockquote>{children}</blockquote> : <p>{children}</p>;
}

function Inlines({ inlines }: { inlines: readonly Inline[] }) {
  return (
    <>
      {inlines.map((inline, index) => (
        <InlineView inline={inline} key={index} />
      ))}
    </>
  );
}

function InlineView({ inline }: { inline: Inline }) {
  switch (inline.type) {
    case 'text':
      return <>{inline.text}</>;
    case 'break':
      return <br />;
    case 'bold':
      return (
        <strong>
          <Inlines inlines={inline.children} />
        </strong>
      );
    case 'italic':
      return (
        <em>
          <Inlines inlines={inline.children} />
        </em>
      );
    case 'strike':
      return (
        <s>
          <Inlines inlines={inline.children} />
        </s>
      );
    case 'code':
      return <code>{inline.text}</code>;
    case 'link':
      return <Link url={inline.url}>{withEmoji(inline.label)}</Link>;
    case 'user':
      return <UserMention id={inline.id} label={inline.label} />;
    case 'channel':
      return <ChannelMention id={inline.id} label={inline.label} />;
    case 'group':
      return <span class="mention">{inline.label ?? `@${inline.id}`}</span>;
    case 'broadcast':
      return <Broadcast range={inline.range} />;
    case 'emoji':
      return <Emoji name={inline.name} />;
    case 'date':
      return <DateText date={inline} />;
  }
}

/** A link to the web in a new tab, or to a place on this page; what is neither is text. */
export function Link({ url, children }: { url: string; children: ComponentChildren }) {
  const { state } = useWorkspace();
  const target = linkTarget(url, state.appId);
  if (!target) return <>{children}</>;
  if (target.isInside) return <a href={target.href}>{children}</a>;
  return (
    <a href={target.href} target="_blank" rel="noreferrer">
      {children}
    </a>
  );
}

/** `@Name` of a person; one's own stands out. */
export function UserMention({ id, label = null }: { id: string; label?: string | null }) {
  const { state } = useWorkspace();
  const known = nameOf(state, id);
  const name = known === id ? (label ?? id) : known;
  return <span class={id === state.me.id ? 'mention mention-me' : 'mention'}>@{name.replace(/^@/, '')}</span>;
}

/** `#name`, leading there when one may see it. */
export function ChannelMention({ id, label = null }: { id: string; label?: string | null }) {
  const { state } = useWorkspace();
  const known = state.conversations.find((conversation) => conversation.id === id);
  if (!known) return <span class="mention">#{label ?? 'private channel'}</span>;
  return (
    <a class="mention" href={routeTo(id)}>
      #{known.name.replace(/^#\s*/, '')}
    </a>
  );
}

/** `@channel`, `@here`, `@everyone`. */
export function Broadcast({ range }: { range: string }) {
  return <span class="mention mention-me">@{range}</span>;
}

/** An emoji by name, named for a screen reader; an unknown one as it is written. */
export function Emoji({ name }: { name: string }) {
  const character = emojiOf(name);
  if (character === null) return <>:{name}:</>;
  return (
    <span role="img" aria-label={name.replaceAll('_', ' ')}>
      {character}
    </span>
  );
}

/** A date in the zone and language of the person who reads. */
export function DateText({ date }: { date: Omit<DateInline, 'type'> }) {
  const { state, now } = useWorkspace();
  const text = Number.isFinite(date.seconds)
    ? sayDate(date.seconds, date.format, { tz: state.me.tz, locale: state.me.locale, now: now() })
    : date.fallback;
  const time = <time title={date.fallback}>{text}</time>;
  return date.url === null ? time : <Link url={date.url}>{time}</Link>;
}
