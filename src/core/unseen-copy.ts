/** What stands in place of something that whoever reads may not see (any more), whichever practice it is of. */
import { defineCopy } from './copy.ts';

const en = {
  gone: 'What stood here is no longer shown.',
  // In the middle of a sentence, in place of a channel's or a link's name.
  channel: '(a channel that is not visible here)',
  link: '(a link that is not visible here)',
} as const;

const de: Record<keyof typeof en, string> = {
  gone: 'Was hier stand, wird nicht mehr gezeigt.',
  channel: '(hier nicht sichtbarer Kanal)',
  link: '(hier nicht sichtbarer Link)',
};

export const unseenCopy = defineCopy({ en, de });
