/** A person's access tokens: what a program reads with one, and how to make and revoke one. Pure. */
import type { KnownBlock } from '@slack/types';
import type { RowId } from '#core/ids.ts';
import { button } from '#core/kit/action.ts';
import { context, divider, longUserText, section, userText } from '#core/kit/blocks.ts';
import { input, renderModal, type RenderedModal } from '#core/kit/modal.ts';
import { mcpAt } from '#core/mcp-path.ts';
import { onDay, type Recipient, type TranslatorOf } from '#core/sentence.ts';
import { startOfDay } from '#core/time/zone.ts';
import type { TokensSentences } from '#locales/tokens.ts';
import { type AccessToken, mostTokens } from '../../store/settings/access-tokens.ts';
import { tokensCopy } from './copy.ts';
import * as ids from './ids.ts';

type Translator = TranslatorOf<TokensSentences>;

export interface Shown {
  readonly tokens: readonly AccessToken[];
  /** Lore's; `null`: programs read on its own machine alone. */
  readonly address: string | null;
  /** Of the token that the form makes. */
  readonly next: RowId;
}

/** One line in App Home. */
export function tokensSection(to: Recipient): KnownBlock[] {
  const t = tokensCopy.for(to);
  return [section(t.mrkdwn('home'), button(ids.showTokens, t.plain('open'), null))];
}

export function renderTokens(to: Recipient, { tokens, address, next }: Shown): RenderedModal {
  const t = tokensCopy.for(to);
  const isFull = tokens.length >= mostTokens;
  const words = isFull ? t.modal('title') : t.modal('title', 'make', 'close');
  return renderModal(ids.tokensModal, { id: next }, words, [
    section(t.mrkdwn('contains')),
    ...howTo(t, address),
    divider(),
    ...(tokens.length === 0
      ? [section(t.mrkdwn('none'))]
      : tokens.map((token) => section(lineOf(t, token), revokeButton(t, token)))),
    ...(isFull
      ? [context(t.mrkdwn('full', { most: mostTokens }))]
      : [
          input(
            ids.tokensModal,
            'name',
            t.labels('name', { placeholder: 'nameExample', hint: 'nameHint' }),
            undefined,
            // A name that was submitted does not stand there again.
            next,
          ),
        ]),
  ]);
}

const howTo = (t: Translator, address: string | null): KnownBlock[] =>
  address === null
    ? [context(t.mrkdwn('noAddress'))]
    : [section(t.mrkdwn('where')), userText({ link: mcpAt(address) })];

function lineOf(t: Translator, { name, madeAt, usedOn }: AccessToken) {
  const made = onDay(madeAt);
  return usedOn === null
    ? t.mrkdwn('one', { name, made })
    : t.mrkdwn('oneUsed', { name, made, used: onDay(startOfDay(usedOn, 'UTC'), 'UTC') });
}

const revokeButton = (t: Translator, { id, name }: AccessToken) =>
  button(
    ids.revokeToken,
    t.plain('revoke'),
    { id },
    {
      style: 'danger',
      label: t.plain('revokeIt', { name }),
      confirm: t.confirm('revoke.title', 'revoke.text', 'revoke', 'keep'),
    },
  );

/** The token, this once. */
export function renderMade(
  to: Recipient,
  name: string,
  token: string,
  address: string | null,
): RenderedModal {
  const t = tokensCopy.for(to);
  return renderModal(ids.madeModal, null, t.modal('madeTitle'), [
    section(t.mrkdwn('made', { name })),
    longUserText(token),
    context(t.mrkdwn('secret')),
    ...howTo(t, address),
  ]);
}
