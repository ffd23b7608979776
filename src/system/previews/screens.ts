/** What stands below a message about a link to one of Lore's pages, and what is shown beside it once somebody opens it. Pure. */
import type { KnownBlock } from '@slack/types';
import type { Document, DocumentRef } from '#core/document.ts';
import { piecesText, type ReadDocument } from '#core/doors.ts';
import { context, type Piece, section, userText } from '#core/kit/blocks.ts';
import type { LinkDetails, LinkPreview } from '#core/link-preview.ts';
import type { TranslatorOf } from '#core/sentence.ts';
import { oneLine, shorten } from '#core/text.ts';
import type { AskingSentences } from '#locales/asking.ts';
import { passageOf } from '../asking/find.ts';

type Translator = TranslatorOf<AskingSentences>;

/** In characters. */
const mostOfPassage = 300;
const mostOfTitle = 150;
const mostOfField = 1500;
/** What is longer is read on its page. */
const mostFields = 20;

/** That it is something in Lore, and nothing else. */
export function hiddenPreview(t: Translator, ref: DocumentRef, url: string): LinkPreview {
  const details = {
    ref,
    title: t.plain(`hidden.${ref.kind}`),
    kind: t.plain(`kind.${ref.kind}`),
    fields: [],
  };
  return { url, blocks: [section(t.mrkdwn(`hidden.${ref.kind}`))], details };
}

export function preview(t: Translator, { ref, title, facts, entries }: Document, url: string): LinkPreview {
  const passage = passageOf({ entries }, -1);
  const said = facts.map(({ label, pieces }): Piece[] => [`${label}: `, ...pieces]);
  const blocks: KnownBlock[] = [
    userText({ written: title, as: 'title' }, ...(passage.length === 0 ? [] : ['\n', ...passage.map(cut)])),
    ...(said.length === 0
      ? []
      : [userText(...said.flatMap((pieces, at) => (at === 0 ? pieces : [' · ', ...pieces])))]),
    context(t.mrkdwn(`hidden.${ref.kind}`)),
  ];
  const fields = [
    ...facts.map(({ label, pieces }) => ({ label, text: shorten(piecesText(pieces), mostOfField) })),
    ...(passage.length === 0
      ? []
      : [{ label: t.plain('preview.passage'), text: shorten(oneLine(piecesText(passage)), mostOfPassage) }]),
  ];
  const details = { ref, title: shorten(title, mostOfTitle), kind: t.plain(`kind.${ref.kind}`), fields };
  return { url, blocks, details };
}

const cut = (piece: Piece): Piece =>
  typeof piece !== 'string' && 'written' in piece ? { ...piece, most: mostOfPassage } : piece;

/** All of it, a field for what stands under each heading. */
export function details(t: Translator, { ref, title, facts, entries }: ReadDocument): LinkDetails {
  const parts: { label: string; lines: string[] }[] = [{ label: t.plain('preview.passage'), lines: [] }];
  for (const entry of entries) {
    if (entry.kind === 'heading') parts.push({ label: entry.text, lines: [] });
    else
      parts
        .at(-1)
        ?.lines.push(`${entry.kind === 'bullet' ? '• ' : ''}${entry.runs.map(({ text }) => text).join('')}`);
  }
  const fields = [
    ...facts.map(({ label, runs }) => ({ label, text: runs.map(({ text }) => text).join('') })),
    ...parts
      .filter(({ lines }) => lines.length > 0)
      .map(({ label, lines }) => ({ label, text: lines.join('\n') })),
  ];
  return {
    ref,
    title: shorten(title, mostOfTitle),
    kind: t.plain(`kind.${ref.kind}`),
    fields: fields
      .slice(0, mostFields)
      .map(({ label, text }) => ({ label, text: shorten(text, mostOfField) })),
  };
}
