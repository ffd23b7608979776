/** What the house itself shows in App Home: posts nobody knows of, prompts that were missed, what is held back, and the person's data. */
import type { KnownBlock } from '@slack/types';
import { atMoment, channelLink, type Say } from '../core/copy.ts';
import { button } from '../core/kit/action.ts';
import { actions, context, header, section } from '../core/kit/blocks.ts';
import type { MissedJob, Surfaced, SurfacedPost } from '../jobs/surfaced.ts';
import type { HouseKey } from './copy.ts';
import { dismiss, eraseData, isThere, postAgain, showData } from './house-ids.ts';

/** Waits for the person's decision, the oldest first; nothing when nothing does. */
export function surfacedSections(say: Say<HouseKey>, surfaced: Surfaced): KnownBlock[][] {
  const asked = [
    ...surfaced.unknown.map((post) => askedBlocks(say, post)),
    ...surfaced.failed.map((post) => failedBlocks(say, post)),
  ];
  const missed = surfaced.missed.map((job) => missedBlocks(say, job));
  const held = surfaced.held.length;
  return [
    ...under(say.plain('surfacedTitle'), asked),
    ...under(say.plain('missedTitle'), missed),
    ...under(say.plain('heldTitle'), held === 0 ? [] : [[section(say.mrkdwn('heldLine', { count: held }))]]),
  ];
}

/** A heading above the first of several entries; nothing above none. */
function under(title: string, [first, ...rest]: readonly KnownBlock[][]): KnownBlock[][] {
  return first === undefined ? [] : [[header(title), ...first], ...rest];
}

function askedBlocks(say: Say<HouseKey>, post: SurfacedPost): KnownBlock[] {
  return [
    section(say.mrkdwn(post.channel === null ? 'surfacedDirect' : 'surfacedAsk', valuesOf(post))),
    actions([
      button(postAgain, say.plain('surfacedAgain'), { id: post.id }),
      button(isThere, say.plain('surfacedThere'), { id: post.id }),
    ]),
  ];
}

function failedBlocks(say: Say<HouseKey>, post: SurfacedPost): KnownBlock[] {
  return [
    section(
      say.mrkdwn(post.channel === null ? 'failedDirect' : 'failedLine', {
        ...valuesOf(post),
        note: post.note ?? '?',
      }),
    ),
    actions([
      button(postAgain, say.plain('surfacedAgain'), { id: post.id }),
      button(dismiss, say.plain('missedSeen'), { id: post.id }),
    ]),
  ];
}

/** @param post whose name is a feature's own word (`retro.reminder`): its last part says most */
function valuesOf(post: SurfacedPost) {
  return {
    at: atMoment(post.decidedAt),
    what: words(post.post),
    ...(post.channel === null ? {} : { place: channelLink(post.channel) }),
  };
}

function missedBlocks(say: Say<HouseKey>, job: MissedJob): KnownBlock[] {
  const key = job.state === 'missed' ? 'missedLine' : 'failedJob';
  return [
    section(
      say.mrkdwn(key, { at: atMoment(job.wasDueAt), what: words(job.job) }),
      button(dismiss, say.plain('missedSeen'), { id: job.key }),
    ),
  ];
}

function words(name: string): string {
  return name.replaceAll(/[._]/g, ' ');
}

/** What Lore stores about the person, to see and to erase. */
export function dataSection(say: Say<HouseKey>): KnownBlock[] {
  return [
    header(say.plain('dataTitle')),
    context(say.mrkdwn('dataText')),
    actions([
      button(showData, say.plain('dataShow'), { page: 0 }),
      button(eraseData, say.plain('dataErase'), null, {
        style: 'danger',
        confirm: {
          title: say.plain('eraseTitle'),
          text: say.plain('eraseText'),
          confirm: say.plain('eraseYes'),
          deny: say.plain('eraseNo'),
        },
      }),
    ]),
  ];
}
