/** What `/retro help` says, and the answer to a word that was meant as help or a command. */
import { messageOf } from '../../../core/kit/message.ts';
import { context, section } from '../../../core/kit/blocks.ts';
import type { Reader } from '../../../core/people.ts';
import type { Message } from '../../../core/post.ts';
import { join, type Mrkdwn } from '../../../core/text.ts';
import { enoughToHide, limitsOf } from '../domain.ts';
import { keptAtFirst } from '../domain/secrecy.ts';
import { retroCopy } from '../copy.ts';
import { promise } from './promises.ts';
import { type Words } from './words.ts';

/** @param slip the word that was typed and what may have been meant */
export function helpMessage(
  { locale, tz, readsAs }: Reader,
  slip?: { readonly word: string; readonly guess: string },
): Message {
  const say = retroCopy.in(locale, tz);
  const isMember = readsAs !== 'guest';
  const guess: Mrkdwn[] =
    slip === undefined
      ? []
      : [
          say.mrkdwn('help.guess', { ...slip }),
          ...(isMember ? [say.mrkdwn('help.quoted', { word: slip.word })] : []),
        ];
  const kept = keptAtFirst({ names: 'hidden', cardsFor: 'participants' }, enoughToHide);
  const path = join([promise({ locale, tz }, 'help', kept), say.mrkdwn('help.path')], ' ');
  const commands = join([
    say.mrkdwn(isMember ? 'help.start' : 'help.guest'),
    ...(isMember ? [say.mrkdwn('help.plan')] : []),
    say.mrkdwn('help.history'),
    say.mrkdwn('help.actions'),
    say.mrkdwn('help.help'),
  ]);
  return {
    text: join([...guess, commands, path]),
    blocks: [...guess.map((text) => section(text)), section(commands), context(path)],
  };
}

/** A name that no input could hold. */
export function longNameMessage({ say }: Words, length: number): Message {
  return messageOf(say.mrkdwn('help.longName', { length, most: limitsOf.about }));
}
