import type { RichTextBlock, RichTextBlockElement, RichTextElement } from '@slack/types';
import type { ComponentChildren } from 'preact';
import { Broadcast, ChannelMention, DateText, Emoji, Link, UserMention } from './text.tsx';
import { Unsupported } from './unsupported.tsx';

/** A rich text block: sections, lists (nested by their indent), quotes, preformatted text. */
export function RichText({ block }: { block: RichTextBlock }) {
  return (
    <div class="block block-text">
      {block.elements.map((element, index) => (
        <RichPart element={element} key={index} />
      ))}
    </div>
  );
}

function RichPart({ element }: { element: RichTextBlockElement }) {
  switch (element.type) {
    case 'rich_text_section':
      return (
        <p>
          <Spans spans={element.elements} />
        </p>
      );
    case 'rich_text_quote':
      return (
        <blockquote>
          <Spans spans={element.elements} />
        </blockquote>
      );
    case 'rich_text_preformatted':
      return (
        <pre tabIndex={0}>
          <Spans spans={element.elements} />
        </pre>
      );
    case 'rich_text_list': {
      const items = element.elements.map((item, index) => (
        <li key={index}>
          <Spans spans={item.elements} />
        </li>
      ));
      const style = `--indent: ${element.indent ?? 0}`;
      if (element.style === 'bullet') return <ul style={style}>{items}</ul>;
      return (
        <ol style={style} start={1 + ((element as { offset?: number }).offset ?? 0)}>
          {items}
        </ol>
      );
    }
    default:
      return <Unsupported type={(element as { type: string }).type} />;
  }
}

function Spans({ spans }: { spans: readonly RichTextElement[] }) {
  return (
    <>
      {spans.map((span, index) => (
        <Styled style={span.style} key={index}>
          <Span span={span} />
        </Styled>
      ))}
    </>
  );
}

function Styled({ style, children }: { style: RichTextElement['style']; children: ComponentChildren }) {
  let styled = <>{children}</>;
  if (style?.code === true) styled = <code>{styled}</code>;
  if (style?.strike === true) styled = <s>{styled}</s>;
  if (style?.italic === true) styled = <em>{styled}</em>;
  if (style?.bold === true) styled = <strong>{styled}</strong>;
  return styled;
}

function Span({ span }: { span: RichTextElement }) {
  switch (span.type) {
    case 'text':
      return <Lines text={span.text} />;
    case 'link':
      return <Link url={span.url}>{span.text ?? span.url}</Link>;
    case 'user':
      return <UserMention id={span.user_id} />;
    case 'channel':
      return <ChannelMention id={span.channel_id} />;
    case 'usergroup':
      return <span class="mention">@{span.usergroup_id}</span>;
    case 'team':
      return <span class="mention">@{span.team_id}</span>;
    case 'broadcast':
      return <Broadcast range={span.range} />;
    case 'emoji':
      return <Emoji name={span.name} />;
    case 'color':
      return <code>{span.value}</code>;
    case 'date':
      return (
        <DateText
          date={{
            seconds: span.timestamp,
            format: span.format,
            url: span.url ?? null,
            fallback: span.fallback ?? '',
          }}
        />
      );
    default:
      return <Unsupported type={(span as { type: string }).type} />;
  }
}

function Lines({ text }: { text: string }) {
  return (
    <>
      {text.split('\n').map((line, index) => (
        <>
          {index > 0 && <br />}
          {line}
        </>
      ))}
    </>
  );
}
